using System.Buffers;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Writes to an array of the exact length, so that no copy of a secret is left behind in a buffer that grew.</summary>
internal sealed class ArrayWriter(byte[] array) : IBufferWriter<byte>
{
    private int _written;

    /// <inheritdoc/>
    public void Advance(int count) => _written += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Memory<byte> rest = array.AsMemory(_written);
        return rest.Length >= sizeHint
            ? rest
            : throw new InvalidOperationException($"{sizeHint} bytes are to be written, but {rest.Length} of {array.Length} are left.");
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
