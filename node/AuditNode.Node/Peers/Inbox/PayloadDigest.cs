using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>Digests of a payload and of its body, while its bytes come in.</summary>
internal sealed class PayloadDigest : IDisposable
{
    private readonly IncrementalHash _payload = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _start = new byte[MessageBody.NeededBytes];
    private long _length;
    private int? _bodyOffset;

    /// <summary>Bytes of the body so far, or null where the payload does not begin as a message of the engine does.</summary>
    public long? BodyLength => _bodyOffset is { } offset && _length >= offset ? _length - offset : null;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _payload.AppendData(bytes);
        if (_length < _start.Length)
        {
            // The first bytes are never part of the body, so that nothing is lost by looking at them only.
            int missing = Math.Min(_start.Length - (int)_length, bytes.Length);
            bytes[..missing].CopyTo(_start.AsSpan((int)_length));
            _length += missing;
            bytes = bytes[missing..];
            if (_length == _start.Length && MessageBody.TryFindOffset(_start, out int offset)) _bodyOffset = offset;
        }

        if (_bodyOffset is { } begin)
        {
            int skipped = (int)Math.Clamp(begin - _length, 0, bytes.Length);
            _body.AppendData(bytes[skipped..]);
        }

        _length += bytes.Length;
    }

    public (Bytes32 Payload, Bytes32 Body) Finish() =>
        (Bytes32.FromBytes(_payload.GetHashAndReset()), Bytes32.FromBytes(_body.GetHashAndReset()));

    public void Dispose()
    {
        _payload.Dispose();
        _body.Dispose();
    }
}
