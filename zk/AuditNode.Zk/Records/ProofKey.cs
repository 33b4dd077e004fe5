using System.Security.Cryptography;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Records;

/// <summary>
/// An institution's secret proof key x, whose public key X = x * G is registered on the chain. Dispose overwrites it with zeros. Safe
/// for concurrent use until then.
/// </summary>
public sealed class ProofKey : IDisposable
{
    /// <summary>Bytes of an exported key.</summary>
    public const int ByteCount = 32;

    private readonly Scalar<Bn254>[] _secret = GC.AllocateArray<Scalar<Bn254>>(1, pinned: true);
    private bool _disposed;

    private ProofKey(in Scalar<Bn254> secret)
    {
        _secret[0] = secret;
        PublicKey = GroupElement<Bn254>.MultiplyGenerator(secret);
    }

    /// <summary>X = x * G, for the registry.</summary>
    public GroupElement<Bn254> PublicKey { get; }

    /// <summary>x, for provers.</summary>
    internal ReadOnlySpan<Scalar<Bn254>> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _secret;
        }
    }

    /// <summary>A fresh key from the operating system's randomness.</summary>
    public static ProofKey Generate()
    {
        while (true)
        {
            Scalar<Bn254> secret = Scalar<Bn254>.Random();
            if (!secret.IsZero) return new ProofKey(secret);
        }
    }

    /// <summary>Reads an exported key and overwrites the given bytes with zeros, whether they hold a key or not.</summary>
    /// <param name="secret">32 bytes, big-endian, from 1 to the group's order minus 1.</param>
    /// <exception cref="ProofParameterException">The bytes hold no key.</exception>
    public static ProofKey Import(Span<byte> secret)
    {
        bool read = Scalar<Bn254>.TryRead(secret, out Scalar<Bn254> scalar);
        CryptographicOperations.ZeroMemory(secret);
        if (read && !scalar.IsZero) return new ProofKey(scalar);
        throw new ProofParameterException(
            nameof(secret), $"A proof key has {ByteCount} bytes, which are big-endian a number from 1 to the order of BN254 minus 1.");
    }

    /// <summary>Writes the key for safekeeping. The caller must overwrite the bytes when they are stored.</summary>
    /// <param name="destination">Exactly 32 bytes.</param>
    /// <exception cref="ProofParameterException">The length is not 32.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void Export(Span<byte> destination)
    {
        ProofParameterException.ThrowIfLengthIsNot(destination.Length, ByteCount, nameof(destination));
        Secret[0].Write(destination);
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        Scalar<Bn254>.Clear(_secret);
    }
}
