using AuditNode.Chain;
using AuditNode.ChainDev.Deployment;

namespace AuditNode.ChainDev.Tests.Deployment;

public sealed class InstitutionsFileTests : IDisposable
{
    private const string Account = "0x00000000000000000000000000000000000000aa";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Accounts_roles_and_files_are_read()
    {
        using var key = KeyFile.ReadOrCreate(Path.Combine(directory.Path, "b.key"));
        var institutions = Read($$"""
            [
              { "name": "a", "account": "{{Account}}", "roles": ["validator", "auditor"] },
              { "name": "b", "keyFile": "b.key", "proofKeyFile": "b.proof", "roles": ["worker", "regulator"] }
            ]
            """);
        Assert.Equal(new Institution("a", Address.Parse(Account), InstitutionRoles.Validator | InstitutionRoles.Auditor), institutions[0]);
        Assert.Equal(key.Address, institutions[1].Account);
        Assert.Equal(InstitutionRoles.Worker | InstitutionRoles.Regulator, institutions[1].Roles);
        Assert.Equal(Path.Combine(directory.Path, "b.key"), institutions[1].KeyPath);
        Assert.Equal(Path.Combine(directory.Path, "b.proof"), institutions[1].ProofKeyPath);
    }

    [Theory]
    [InlineData("[", "line 1")]
    [InlineData("""[{ "name": "a", "account": "0x12", "roles": ["validator"] }]""", "0x12")]
    [InlineData("""[{ "name": "a", "account": "ACCOUNT", "roles": [] }]""", "entry 1 (a): roles")]
    [InlineData("""[{ "name": "a", "account": "ACCOUNT", "roles": ["boss"] }]""", "\"boss\"")]
    [InlineData("""[{ "name": "a", "roles": ["validator"] }]""", "entry 1 (a): account or keyFile")]
    [InlineData("""[{ "name": "a", "account": "ACCOUNT", "roles": ["validator"], "role": 1 }]""", "role")]
    [InlineData("""[{ "name": "a", "account": "ACCOUNT", "roles": ["worker"] }]""", "validator")]
    [InlineData("""[{ "account": "ACCOUNT", "roles": ["validator"] }, { "account": "ACCOUNT", "roles": ["worker"] }]""", "2 times")]
    [InlineData("""[{ "account": "ACCOUNT", "roles": ["validator"], "proofKeyFile": "x" }]""", "go together")]
    [InlineData("""[{ "account": "ACCOUNT", "roles": ["validator"], "keyFile": "absent.key", "proofKeyFile": "x" }]""", "absent.key")]
    public void What_is_wrong_is_named(string json, string expected)
    {
        var refused = Assert.Throws<ChainDevException>(() => Read(json.Replace("ACCOUNT", Account, StringComparison.Ordinal)));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_key_file_of_another_account_is_refused()
    {
        KeyFile.ReadOrCreate(Path.Combine(directory.Path, "a.key")).Dispose();
        var refused = Assert.Throws<ChainDevException>(() => Read(
            $$"""[{ "account": "{{Account}}", "keyFile": "a.key", "proofKeyFile": "a.proof", "roles": ["validator"] }]"""));
        Assert.Contains(Address.Parse(Account).ToString(), refused.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<Institution> Read(string json)
    {
        var path = Path.Combine(directory.Path, "institutions.json");
        File.WriteAllText(path, json);
        return InstitutionsFile.Read(path);
    }
}
