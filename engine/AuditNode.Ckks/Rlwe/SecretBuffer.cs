using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Scratch doubles for secrets and errors; Dispose overwrites them with zeros.</summary>
internal sealed unsafe class SecretBuffer(int length) : IDisposable
{
    private readonly AlignedBuffer _buffer = new(length);

    public double* Pointer => _buffer.Pointer;

    public Span<double> Span => _buffer.Span;

    public void Dispose() => _buffer.Clear();
}
