using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Chain.Keystore;
using AuditNode.ChainDev.Deployment;
using AuditNode.ChainDev.Tests.Console;
using AuditNode.Contracts;

namespace AuditNode.ChainDev.Tests.Deployment;

public sealed class DeployCommandTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private AnvilChain chain = null!;

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    private string Institutions => Path.Combine(directory.Path, "institutions.json");

    private string Addresses => Path.Combine(directory.Path, "contracts.json");

    public async Task InitializeAsync()
    {
        chain = await AnvilChain.StartAsync(cancellationToken: Limit);
        var founders = chain.Accounts.Take(2).Select((account, i) => new
        {
            name = $"institution {i}",
            keyFile = account.KeyPath,
            proofKeyFile = $"{i}.proof",
            roles = new[] { "validator", "worker" },
            tlsFingerprint = Bytes32.FromUInt256(i + 1),
        });
        await File.WriteAllTextAsync(Institutions, JsonSerializer.Serialize(founders), Limit);
    }

    public async Task DisposeAsync()
    {
        await chain.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task It_deploys_registers_and_changes_nothing_the_second_time()
    {
        var first = await RunAsync("--key-file", chain.Accounts[4].KeyPath, "--institutions", Institutions, "--out", Addresses);
        Assert.Equal("institution 0, institution 1", string.Join(", ", first.GetProperty("registered").EnumerateArray()));

        var contracts = AuditContracts.Read(Addresses);
        Assert.True(await AuditDeployment.ExistsAsync(chain.Ethereum, contracts, Limit));
        var registry = new InstitutionRegistry(chain.Ethereum, contracts.InstitutionRegistry);
        for (var i = 0; i < 2; i++)
        {
            var institution = await registry.InstitutionAsync(chain.Accounts[i].Address, default, Limit);
            Assert.True(institution.Active);
            Assert.Equal(1UL, institution.KeyVersion);
            Assert.Equal((byte)(InstitutionRoles.Validator | InstitutionRoles.Worker), institution.Roles);
            Assert.Equal(Bytes32.FromUInt256(i + 1), institution.TlsFingerprint);
        }

        var height = await chain.Ethereum.GetBlockNumberAsync(Limit);
        var second = await RunAsync("--key-file", chain.Accounts[4].KeyPath, "--institutions", Institutions, "--out", Addresses);
        Assert.Equal(first.GetProperty("contracts").GetRawText(), second.GetProperty("contracts").GetRawText());
        Assert.Equal(0, second.GetProperty("registered").GetArrayLength());
        Assert.Equal(height, await chain.Ethereum.GetBlockNumberAsync(Limit));
    }

    [Fact]
    public async Task The_account_that_pays_can_come_from_a_keystore_and_is_the_only_member_by_default()
    {
        var keystore = Path.Combine(directory.Path, "keystore.json");
        var passphrase = Path.Combine(directory.Path, "passphrase");
        using (var key = chain.Accounts[3].ReadKey())
            await KeystoreFile.SaveAsync(keystore, key, "open sesame", new ScryptParameters(1024, 8, 1), Limit);
        await File.WriteAllTextAsync(passphrase, "open sesame\n", Limit);
        var result = await RunAsync("--keystore", keystore, "--passphrase-file", passphrase);
        var address = Address.Parse(result.GetProperty("contracts").GetProperty("institutionRegistry").GetString());
        var registry = new InstitutionRegistry(chain.Ethereum, address);
        Assert.True((await registry.InstitutionAsync(chain.Accounts[3].Address, default, Limit)).Active);
    }

    [Theory]
    [InlineData("--rpc http://127.0.0.1:9 --key-file KEY", 8)]
    [InlineData("--rpc ftp://127.0.0.1 --key-file KEY", 2)]
    [InlineData("--rpc URL", 2)]
    [InlineData("--rpc URL --key-file absent.key", 6)]
    [InlineData("--rpc URL --key-file KEY --institutions absent.json", 2)]
    [InlineData("--rpc URL --key-file KEY --confirmations 0", 2)]
    [InlineData("--key-file KEY", 2)]
    public async Task What_cannot_work_is_one_line_and_an_exit_code(string arguments, int expected)
    {
        var all = arguments.Replace("URL", $"{chain.RpcUrl}", StringComparison.Ordinal)
            .Replace("KEY", chain.Accounts[0].KeyPath, StringComparison.Ordinal).Split(' ');
        using var console = ConsoleProcess.Start(["deploy", .. all]);
        var (exitCode, output, errors) = await console.WaitAsync(Limit);
        Assert.Equal(expected, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("error: ", errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        using var console = ConsoleProcess.Start(["deploy", "--rpc", $"{chain.RpcUrl}", "--json", .. arguments]);
        var (exitCode, output, errors) = await console.WaitAsync(Limit);
        Assert.True(exitCode == 0, errors);
        foreach (var account in chain.Accounts)
            Assert.DoesNotContain(await File.ReadAllTextAsync(account.KeyPath, Limit), output + errors, StringComparison.OrdinalIgnoreCase);
        return JsonDocument.Parse(output).RootElement;
    }
}
