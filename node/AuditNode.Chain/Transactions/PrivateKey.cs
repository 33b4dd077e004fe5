using System.Security.Cryptography;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace AuditNode.Chain.Transactions;

/// <summary>
/// The secret key of an account: a number in 1 .. n - 1, n being the order of secp256k1. Signatures are deterministic (RFC 6979), so
/// that no failing random generator can give the key away. The bytes are cleared by <see cref="Dispose"/>; copies that the arithmetic
/// makes while it runs are left to the garbage collector.
/// </summary>
public sealed class PrivateKey : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int ByteCount = Secp256k1.ScalarLength;

    // Pinned, so that the collector does not leave copies behind when it moves objects.
    private readonly byte[] secret = GC.AllocateArray<byte>(ByteCount, pinned: true);
    private bool isDisposed;

    private PrivateKey(ReadOnlySpan<byte> bigEndian)
    {
        bigEndian.CopyTo(secret);
        PublicKey = PublicKey.FromPoint(Secp256k1.MultiplyGenerator(Secp256k1.Scalar(secret)));
    }

    /// <summary>The public key.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>The account.</summary>
    public Address Address => PublicKey.Address;

    /// <summary>A new key from the operating system's random generator.</summary>
    public static PrivateKey Generate()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        try
        {
            do
            {
                RandomNumberGenerator.Fill(bytes);
            }
            while (!Secp256k1.IsScalar(Secp256k1.Scalar(bytes)));
            return new PrivateKey(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The key of 32 big-endian bytes, which are copied.</summary>
    /// <exception cref="ArgumentException">The length is another one, or the number is not in 1 .. n - 1.</exception>
    public static PrivateKey FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == ByteCount && Secp256k1.IsScalar(Secp256k1.Scalar(bytes))
            ? new PrivateKey(bytes)
            : throw new ArgumentException("A private key has 32 bytes, a number in 1 .. n - 1, n being the curve's order.", nameof(bytes));

    /// <summary>Signs a hash (SEC 1, section 4.1.3), with the nonce of RFC 6979 and s at most n/2 (EIP-2).</summary>
    /// <exception cref="ObjectDisposedException">The key was cleared.</exception>
    public Signature Sign(Bytes32 hash)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        Span<byte> digest = stackalloc byte[Bytes32.ByteCount];
        hash.Write(digest);
        var z = Secp256k1.Scalar(digest).Mod(Secp256k1.Order);
        using var nonces = new DeterministicNonce(secret, z);
        while (true)
        {
            var nonce = nonces.Next();
            var point = Secp256k1.MultiplyGenerator(nonce);
            var x = point.AffineXCoord.ToBigInteger();
            // x >= n would need a recovery id that Ethereum has no place for; it happens once in 2^128 signatures.
            if (!Secp256k1.IsScalar(x))
                continue;
            var s = Respond(nonce, z, x);
            if (s.SignValue != 0)
                return Normalize(x, s, point);
        }
    }

    /// <summary>Writes the 32 bytes of the secret, big-endian; the caller clears them.</summary>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    /// <exception cref="ObjectDisposedException">The key was cleared.</exception>
    public void Export(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        secret.CopyTo(destination);
    }

    /// <summary>Clears the secret.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(secret);
        isDisposed = true;
    }

    /// <summary>The account, not the secret.</summary>
    public override string ToString() => $"private key of {Address}";

    // s = k^-1 (z + r d). The arithmetic takes a time that depends on its numbers, so both secrets, k and d, are multiplied by a fresh
    // random b before anything is reduced or inverted: s = (k b)^-1 (z b + r (d b)).
    private BigInteger Respond(BigInteger nonce, BigInteger z, BigInteger r)
    {
        var order = Secp256k1.Order;
        Span<byte> random = stackalloc byte[ByteCount];
        BigInteger blind;
        do
        {
            RandomNumberGenerator.Fill(random);
            blind = Secp256k1.Scalar(random);
        }
        while (!Secp256k1.IsScalar(blind));
        var key = Secp256k1.Scalar(secret).Multiply(blind).Mod(order);
        var sum = z.Multiply(blind).Add(r.Multiply(key)).Mod(order);
        return nonce.Multiply(blind).Mod(order).ModInverse(order).Multiply(sum).Mod(order);
    }

    private static Signature Normalize(BigInteger r, BigInteger s, Org.BouncyCastle.Math.EC.ECPoint nonce)
    {
        var isYOdd = nonce.AffineYCoord.TestBitZero();
        if (s.CompareTo(Secp256k1.HalfOrder) > 0)
            (s, isYOdd) = (Secp256k1.Order.Subtract(s), !isYOdd);
        Span<byte> bytes = stackalloc byte[2 * Bytes32.ByteCount];
        Secp256k1.WriteScalar(r, bytes);
        Secp256k1.WriteScalar(s, bytes[Bytes32.ByteCount..]);
        return new Signature(Bytes32.FromBytes(bytes[..Bytes32.ByteCount]), Bytes32.FromBytes(bytes[Bytes32.ByteCount..]), isYOdd);
    }
}
