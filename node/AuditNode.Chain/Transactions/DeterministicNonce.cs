using System.Security.Cryptography;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace AuditNode.Chain.Transactions;

/// <summary>The nonces of RFC 6979, section 3.2, with HMAC-SHA-256 for a group order of 256 bits.</summary>
internal sealed class DeterministicNonce : IDisposable
{
    private const int Length = HMACSHA256.HashSizeInBytes;
    private readonly byte[] key = new byte[Length];
    private readonly byte[] value = new byte[Length];
    private bool isFirst = true;

    /// <summary>Steps b to g: from the secret key and the hash modulo the order.</summary>
    public DeterministicNonce(ReadOnlySpan<byte> secret, BigInteger hash)
    {
        Span<byte> input = stackalloc byte[Length + 1 + (2 * Secp256k1.ScalarLength)];
        value.AsSpan().Fill(1);
        secret.CopyTo(input[(Length + 1)..]);
        Secp256k1.WriteScalar(hash, input[^Secp256k1.ScalarLength..]);
        Update(input, 0);
        Update(input, 1);
        CryptographicOperations.ZeroMemory(input);
    }

    /// <summary>Step h: the next candidate in 1 .. n - 1.</summary>
    public BigInteger Next()
    {
        Span<byte> input = stackalloc byte[Length + 1];
        while (true)
        {
            if (!isFirst)
                Update(input, 0);
            isFirst = false;
            HMACSHA256.HashData(key, value, value);
            var candidate = Secp256k1.Scalar(value);
            if (Secp256k1.IsScalar(candidate))
                return candidate;
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(value);
    }

    // K = HMAC(K, V || separator || rest), V = HMAC(K, V).
    private void Update(Span<byte> input, byte separator)
    {
        value.CopyTo(input);
        input[Length] = separator;
        HMACSHA256.HashData(key, input, key);
        HMACSHA256.HashData(key, value, value);
    }
}
