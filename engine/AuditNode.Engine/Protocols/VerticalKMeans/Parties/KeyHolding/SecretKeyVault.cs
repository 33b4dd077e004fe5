using System.Security.Cryptography;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Keeps the secret key in the checkpoint store, whose duty is to protect it, and in memory that is erased on dispose.</summary>
internal sealed class SecretKeyVault(JobRuntime runtime, ICheckpointStore store, string name) : IDisposable
{
    private readonly SecretKeySerializer _serializer = new(runtime.Context.Rlwe);
    private SecretKey? _key;

    /// <summary>Makes a key and stores it. A key that was stored but never used is replaced.</summary>
    public async ValueTask<SecretKey> CreateAsync(CancellationToken cancellationToken)
    {
        _key?.Dispose();
        using (var generator = new KeyGenerator(runtime.Context.Rlwe)) _key = generator.SecretKey;
        byte[] bytes = _serializer.Write(_key);
        try
        {
            await store.WriteAsync(name, bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        return _key;
    }

    /// <summary>The key that was stored.</summary>
    /// <exception cref="StorageException">It is missing or damaged.</exception>
    public async ValueTask<SecretKey> LoadAsync(CancellationToken cancellationToken)
    {
        if (_key is not null) return _key;
        ReadOnlyMemory<byte> bytes = await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) ??
            throw new StorageException("The key holder's secret key is missing; the job cannot go on, run it anew under another id.");
        try
        {
            return _key = _serializer.Read(bytes.Span);
        }
        catch (SerializationException)
        {
            throw new StorageException("The key holder's secret key cannot be read; the job cannot go on, run it anew under another id.");
        }
        finally
        {
            if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array)) CryptographicOperations.ZeroMemory(array);
        }
    }

    public void Dispose() => _key?.Dispose();
}
