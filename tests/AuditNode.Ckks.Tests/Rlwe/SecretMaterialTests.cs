using System.Reflection;
using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Ckks;

namespace AuditNode.Ckks.Tests.Rlwe;

public sealed unsafe class SecretMaterialTests
{
    private readonly CkksContext _context = new(ParameterSets.Get("N4096-30bit-1"));

    [Fact]
    public void Secret_material_is_zeroed()
    {
        using var generator = new KeyGenerator(_context.Rlwe, FixedSeed.Bytes);
        SecretKey key = generator.SecretKey;
        RnsBasis basis = _context.Rlwe.Basis;
        // The pool keeps the memory alive after the key has given it back.
        double* first = key.Polynomial[0];
        int length = basis.Count * basis.LimbStride;
        Assert.True(new ReadOnlySpan<double>(first, basis.Degree).ContainsAnyExcept(0.0));
        key.Dispose();
        Assert.False(new ReadOnlySpan<double>(first, length).ContainsAnyExcept(0.0));
        Assert.Throws<ObjectDisposedException>(() => key.Polynomial);
    }

    [Fact]
    public void An_encryptor_zeroes_its_mask_errors_and_random_state()
    {
        using var generator = new KeyGenerator(_context.Rlwe, FixedSeed.Bytes);
        using PublicKey publicKey = generator.CreatePublicKey();
        var stream = FixedSeed.Stream("encryptor");
        var encryptor = new RlweEncryptor(_context.Rlwe, publicKey, null, stream);
        using var ciphertext = new Ciphertext(_context);
        encryptor.EncryptZero(ciphertext);
        SecretBuffer[] buffers = [.. typeof(RlweEncryptor).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(f => f.FieldType == typeof(SecretBuffer)).Select(f => (SecretBuffer)f.GetValue(encryptor)!)];
        Assert.Equal(4, buffers.Length);
        Assert.All(buffers, b => Assert.True(b.Span.ContainsAnyExcept(0.0)));
        encryptor.Dispose();
        Assert.All(buffers, b => Assert.False(b.Span.ContainsAnyExcept(0.0)));
        Assert.False(stream.Buffer.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Making_keys_leaves_nothing_in_the_pool_that_determines_the_secret()
    {
        using var generator = new KeyGenerator(_context.Rlwe, FixedSeed.Bytes);
        generator.CreateRelinearizationKey();
        generator.CreateRotationKeys([1]);
        // The buffers that held s^2 and images of s have all limbs, and were given back.
        AlignedBuffer buffer = _context.Rlwe.Basis.Pool.Rent(_context.Rlwe.Basis.Count);
        Assert.False(buffer.Span.ContainsAnyExcept(0.0));
    }

    [Fact]
    public void An_erased_plaintext_leaves_zeros()
    {
        using var generator = new KeyGenerator(_context.Rlwe, FixedSeed.Bytes);
        var plaintext = new Plaintext(_context);
        new CkksEncoder(_context).Encode([1.0, 2.0], plaintext);
        double* first = plaintext.Polynomial[0];
        plaintext.Dispose();
        Assert.False(new ReadOnlySpan<double>(first, 2 * _context.Rlwe.Basis.LimbStride).ContainsAnyExcept(0.0));
    }

    [Fact]
    public void Coefficients_survive_export_and_import()
    {
        using var generator = new KeyGenerator(_context.Rlwe, FixedSeed.Bytes);
        using SecretKey key = generator.SecretKey;
        var coefficients = new sbyte[4096];
        key.CopyCoefficientsTo(coefficients);
        Assert.Equal([-1, 0, 1], coefficients.Distinct().Order().Select(c => (int)c));
        using var copy = new SecretKey(_context.Rlwe, coefficients);
        for (int i = 0; i < _context.Rlwe.Basis.Count; i++)
        {
            Assert.Equal(key.Polynomial.LimbSpan(i).ToArray(), copy.Polynomial.LimbSpan(i).ToArray());
        }

        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(coefficients.AsSpan()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(3)]
    [InlineData(sbyte.MaxValue)]
    [InlineData(sbyte.MinValue)]
    public void Secrets_that_are_not_ternary_are_refused_without_saying_where(sbyte value)
    {
        var coefficients = new sbyte[4096];
        coefficients[1234] = value;
        var error = Assert.Throws<RlweParameterException>(() => new SecretKey(_context.Rlwe, coefficients));
        Assert.DoesNotContain("1234", error.Message, StringComparison.Ordinal);
        Assert.Throws<RlweParameterException>(() => new SecretKey(_context.Rlwe, new sbyte[4095]));
    }
}
