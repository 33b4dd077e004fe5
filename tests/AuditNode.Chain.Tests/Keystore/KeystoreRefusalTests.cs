using System.Text.Json.Nodes;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Keystore;

public class KeystoreRefusalTests
{
    private const string Passphrase = "correct horse";
    private static readonly ScryptParameters Light = new(16, 1, 1);
    private static readonly string Valid = Make();

    /// <summary>A field, a value that it must not have, and what the complaint names.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "version", "1", "version" },
        { "version", "\"3\"", "version" },
        { "version", "3.5", "version" },
        { "version", "null", "version" },
        { "crypto", "[]", "crypto" },
        { "crypto", "null", "crypto" },
        { "crypto.cipher", "\"aes-128-cbc\"", "crypto.cipher" },
        { "crypto.cipherparams", "{}", "crypto.cipherparams.iv" },
        { "crypto.cipherparams.iv", "\"00\"", "crypto.cipherparams.iv" },
        { "crypto.cipherparams.iv", "\"zz\"", "crypto.cipherparams.iv" },
        { "crypto.ciphertext", "\"00\"", "crypto.ciphertext" },
        { "crypto.ciphertext", "7", "crypto.ciphertext" },
        { "crypto.mac", "\"\"", "crypto.mac" },
        { "crypto.kdf", "\"argon2\"", "crypto.kdf" },
        { "crypto.kdfparams.dklen", "16", "crypto.kdfparams.dklen" },
        { "crypto.kdfparams.dklen", "2147483647", "crypto.kdfparams.dklen" },
        { "crypto.kdfparams.salt", "\"0\"", "crypto.kdfparams.salt" },
        { "crypto.kdfparams.n", "0", "crypto.kdfparams.n" },
        { "crypto.kdfparams.n", "1", "crypto.kdfparams.n" },
        { "crypto.kdfparams.n", "-2", "crypto.kdfparams.n" },
        { "crypto.kdfparams.n", "24", "crypto.kdfparams.n" },
        { "crypto.kdfparams.n", "2097152", "crypto.kdfparams.n" },
        { "crypto.kdfparams.n", "1073741824", "crypto.kdfparams.n" },
        { "crypto.kdfparams.n", "99999999999999999999", "crypto.kdfparams.n" },
        { "crypto.kdfparams.r", "0", "crypto.kdfparams.r" },
        { "crypto.kdfparams.r", "33", "crypto.kdfparams.r" },
        { "crypto.kdfparams.r", "2147483647", "crypto.kdfparams.r" },
        { "crypto.kdfparams.p", "0", "crypto.kdfparams.p" },
        { "crypto.kdfparams.p", "17", "crypto.kdfparams.p" },
        { "crypto.kdfparams.p", "2147483647", "crypto.kdfparams.p" },
        { "address", "\"0000000000000000000000000000000000000001\"", "address" },
        { "address", "\"00\"", "address" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_malformed_field_is_named(string path, string value, string field)
    {
        var wrong = Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(With(Valid, path, value), Passphrase));
        Assert.Equal(field, wrong.Field);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("crypto")]
    [InlineData("crypto.cipher")]
    [InlineData("crypto.ciphertext")]
    [InlineData("crypto.cipherparams")]
    [InlineData("crypto.kdf")]
    [InlineData("crypto.kdfparams")]
    [InlineData("crypto.kdfparams.dklen")]
    [InlineData("crypto.kdfparams.n")]
    [InlineData("crypto.kdfparams.salt")]
    [InlineData("crypto.mac")]
    public void A_missing_field_is_named(string path)
    {
        var wrong = Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(With(Valid, path, null), Passphrase));
        Assert.Equal(path, wrong.Field);
    }

    [Fact]
    public void Memory_and_work_are_bounded_together()
    {
        Assert.Throws<KeystoreFormatException>(
            () => KeystoreV3.Decrypt(With(With(Valid, "crypto.kdfparams.n", "1048576"), "crypto.kdfparams.r", "16"), Passphrase));
        Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(
            With(With(With(Valid, "crypto.kdfparams.n", "1048576"), "crypto.kdfparams.r", "8"), "crypto.kdfparams.p", "16"), Passphrase));
        using var key = PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => KeystoreV3.Encrypt(key, Passphrase, new ScryptParameters(1 << 20, 32, 1)));
        Assert.Throws<ArgumentException>(() => KeystoreV3.Encrypt(key, Passphrase, new ScryptParameters(1000, 8, 1)));
    }

    [Theory]
    [InlineData("c", "0")]
    [InlineData("c", "-1")]
    [InlineData("c", "10000001")]
    [InlineData("prf", "\"hmac-sha1\"")]
    public void The_parameters_of_pbkdf2_are_bounded(string name, string value)
    {
        var json = With(With(Valid, "crypto.kdf", "\"pbkdf2\""), "crypto.kdfparams", """{"c":1,"prf":"hmac-sha256","dklen":32,"salt":"00"}""");
        Assert.Throws<WrongPassphraseException>(() => KeystoreV3.Decrypt(json, Passphrase));
        var wrong = Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(With(json, $"crypto.kdfparams.{name}", value), Passphrase));
        Assert.Equal($"crypto.kdfparams.{name}", wrong.Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"\\ud800\"")]
    [InlineData("lone \ud800 surrogate")]
    [InlineData("{\"version\":3,\"crypto\":{\"cipher\":\"\\ud800\"}}")]
    public void What_is_no_key_file_is_refused(string json) =>
        Assert.ThrowsAny<KeystoreFormatException>(() => KeystoreV3.Decrypt(json, Passphrase));

    [Fact]
    public void Large_and_deep_documents_are_refused()
    {
        Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(new string(' ', 1 << 17) + Valid, Passphrase));
        Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(new string('[', 60_000), Passphrase));
    }

    [Fact]
    public void A_field_that_is_there_twice_is_refused() =>
        Assert.Equal(
            "version",
            Assert.Throws<KeystoreFormatException>(() => KeystoreV3.Decrypt(Valid.Insert(1, "\"Version\":3,"), Passphrase)).Field);

    [Fact]
    public void Another_passphrase_and_a_changed_ciphertext_or_mac_are_told_apart_from_malformed_files()
    {
        Assert.Throws<WrongPassphraseException>(() => KeystoreV3.Decrypt(Valid, Passphrase + " "));
        Assert.Throws<WrongPassphraseException>(() => KeystoreV3.Decrypt(Valid, ""));
        Assert.Throws<WrongPassphraseException>(() => KeystoreV3.Decrypt(With(Valid, "crypto.ciphertext", $"\"{new string('0', 64)}\""), Passphrase));
        Assert.Throws<WrongPassphraseException>(() => KeystoreV3.Decrypt(With(Valid, "crypto.mac", $"\"{new string('0', 64)}\""), Passphrase));
    }

    [Fact]
    public void The_counter_is_not_covered_by_the_mac_but_the_account_tells_that_it_was_changed() =>
        Assert.Equal(
            "address",
            Assert.Throws<KeystoreFormatException>(
                () => KeystoreV3.Decrypt(With(Valid, "crypto.cipherparams.iv", $"\"{new string('0', 32)}\""), Passphrase)).Field);

    [Fact]
    public void Every_file_has_its_own_salt_counter_and_id()
    {
        using var key = PrivateKey.Generate();
        var files = Enumerable.Range(0, 8).Select(_ => JsonNode.Parse(KeystoreV3.Encrypt(key, Passphrase, Light))!).ToList();
        Assert.Equal(8, files.Select(file => (string)file["id"]!).Distinct().Count());
        Assert.Equal(8, files.Select(file => (string)file["crypto"]!["kdfparams"]!["salt"]!).Distinct().Count());
        Assert.Equal(8, files.Select(file => (string)file["crypto"]!["cipherparams"]!["iv"]!).Distinct().Count());
        Assert.All(files, file => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)file["id"]!));
    }

    private static string Make()
    {
        using var key = PrivateKey.Generate();
        return KeystoreV3.Encrypt(key, Passphrase, Light);
    }

    private static string With(string json, string path, string? value)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => node[step]!.AsObject());
        parent.Remove(steps[^1]);
        if (value is not null)
            parent[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
