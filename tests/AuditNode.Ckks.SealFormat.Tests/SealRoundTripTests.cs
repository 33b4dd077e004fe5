namespace AuditNode.Ckks.SealFormat.Tests;

[Collection(SealCollection.Name)]
public class SealRoundTripTests(SealSessions sessions)
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task Secret_keys_are_read_and_written_again_byte_for_byte(int degree)
    {
        var session = await sessions.GetAsync(degree);
        var saved = session.File("secret.bin");
        using var key = SealSecretKey.Read(saved, session.Parameters);
        Assert.Equal(saved, key.Write());
    }

    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task Public_keys_are_read_and_written_again_byte_for_byte(int degree)
    {
        var session = await sessions.GetAsync(degree);
        var saved = session.File("public.bin");
        Assert.Equal(saved, SealPublicKey.Read(saved, session.Parameters).Write());
    }

    [Theory]
    [InlineData(8192, "fresh.bin")]
    [InlineData(8192, "symmetric.bin")]
    [InlineData(8192, "lower.bin")]
    [InlineData(16384, "fresh.bin")]
    [InlineData(16384, "symmetric.bin")]
    [InlineData(16384, "lower.bin")]
    [InlineData(32768, "fresh.bin")]
    [InlineData(32768, "symmetric.bin")]
    [InlineData(32768, "lower.bin")]
    public async Task Ciphertexts_are_read_and_written_again_byte_for_byte(int degree, string file)
    {
        var session = await sessions.GetAsync(degree);
        var saved = session.File(file);
        Assert.Equal(saved, SealCiphertext.Read(saved, session.Parameters).Write());
    }

    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task What_is_read_has_the_shape_that_SEAL_reports(int degree)
    {
        var session = await sessions.GetAsync(degree);
        var fresh = SealCiphertext.Read(session.File("fresh.bin"), session.Parameters);
        Assert.Equal(
            (2, session.Parameters.Primes.Length - 1, SealSession.Scale, true),
            (fresh.Size, fresh.PrimeCount, fresh.Scale, fresh.IsNttForm));

        var lower = SealCiphertext.Read(session.File("lower.bin"), session.Parameters);
        var theirs = session.Results.GetProperty("lower");
        Assert.Equal(theirs.GetProperty("size").GetInt32(), lower.Size);
        Assert.Equal(theirs.GetProperty("primeCount").GetInt32(), lower.PrimeCount);
        Assert.Equal(theirs.GetProperty("scale").GetDouble(), lower.Scale);
        Assert.Equal(theirs.GetProperty("isNttForm").GetBoolean(), lower.IsNttForm);
        Assert.Equal(theirs.GetProperty("parmsId").GetString(), lower.ParmsId.ToString());
        Assert.Equal(3, lower.Size);
    }

    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task SEAL_loads_what_is_written_here_and_decrypts_the_same_numbers(int degree)
    {
        var session = await sessions.GetAsync(degree);
        var parameters = session.Parameters;
        var folder = sessions.NewFolder();
        var fresh = SealCiphertext.Read(session.File("fresh.bin"), parameters);
        var symmetric = SealCiphertext.Read(session.File("symmetric.bin"), parameters);
        using var secret = SealSecretKey.Read(session.File("secret.bin"), parameters);
        using var secretCopy = new SealSecretKey(parameters, secret.Coefficients);
        var publicKey = SealPublicKey.Read(session.File("public.bin"), parameters);
        void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, name), bytes);
        Write("parameters.bin", parameters.Write());
        Write("secret.bin", secretCopy.Write());
        Write("public.bin", new SealPublicKey(parameters, publicKey.Coefficients).Write());
        Write("fresh.bin", fresh.Write());
        Write("lower.bin", SealCiphertext.Read(session.File("lower.bin"), parameters).Write());
        Write("sum.bin", Sum(fresh, symmetric).Write());

        var results = await NodeSeal.RunAsync(folder,
        [
            new { @do = "context", file = "parameters.bin" },
            new { @do = "loadSecretKey", file = "secret.bin" },
            new { @do = "loadPublicKey", file = "public.bin" },
            new { @do = "loadCiphertext", file = "fresh.bin", @out = "fresh" },
            new { @do = "loadCiphertext", file = "lower.bin", @out = "lower" },
            new { @do = "loadCiphertext", file = "sum.bin", @out = "sum" },
            new { @do = "encode", values = session.Values, scale = SealSession.Scale, @out = "plain" },
            new { @do = "encrypt", @in = "plain", @out = "again" },
            new { @do = "decrypt", @in = "fresh", @as = "fresh" },
            new { @do = "decrypt", @in = "lower", @as = "squares" },
            new { @do = "decrypt", @in = "sum", @as = "sum" },
            new { @do = "decrypt", @in = "again", @as = "again" },
        ]);

        Assert.Equal(session.Results.GetProperty("fresh").GetRawText(), results.GetProperty("fresh").GetRawText());
        Assert.Equal(session.Results.GetProperty("squares").GetRawText(), results.GetProperty("squares").GetRawText());
        var numbers = session.Values;
        AssertClose(numbers, results.GetProperty("fresh").EnumerateArray().Select(number => number.GetDouble()));
        AssertClose(numbers, results.GetProperty("again").EnumerateArray().Select(number => number.GetDouble()));
        AssertClose(numbers.Select(number => 2 * number), results.GetProperty("sum").EnumerateArray().Select(number => number.GetDouble()));
    }

    private static SealCiphertext Sum(SealCiphertext left, SealCiphertext right)
    {
        var parameters = left.Parameters;
        var sum = left.Coefficients.ToArray();
        for (var i = 0; i < sum.Length; i++)
            sum[i] = (sum[i] + right.Coefficients[i]) % parameters.Primes[i / parameters.Degree % left.PrimeCount];
        return new SealCiphertext(parameters, left.PrimeCount, left.Scale, sum);
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var pairs = expected.Zip(actual).ToArray();
        Assert.NotEmpty(pairs);
        Assert.InRange(pairs.Max(pair => Math.Abs(pair.First - pair.Second)), 0, Tolerance);
    }
}
