using System.Buffers;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Writes objects of one type to the native format, and reads them from bytes that nobody vouches for. An object has exactly one
/// serialised form, on every machine. Stateless: safe for concurrent use.
/// </summary>
/// <remarks>
/// The format, byte by byte, is in docs/serialization.md. Its digest finds accidents; it is no authentication, since whoever
/// changes an object can compute it anew: records that must be authentic are signed elsewhere.
/// </remarks>
/// <typeparam name="T">What is serialised.</typeparam>
public abstract class ObjectSerializer<T>
    where T : class
{
    private readonly SerializedKind _kind;
    private readonly RlweParameters? _parameters;

    /// <summary>Keeps the kind, and the parameters unless the object itself brings them.</summary>
    private protected ObjectSerializer(SerializedKind kind, RlweParameters? parameters)
    {
        _kind = kind;
        _parameters = parameters;
    }

    /// <summary>
    /// Most bytes that any object of this kind takes: a bound for what to receive. Of Galois keys there may be N, so whoever receives
    /// them should set a bound of his own.
    /// </summary>
    public long MaximumByteCount => Envelope.Overhead + MaximumPayloadLength;

    /// <summary>Most bytes of a payload.</summary>
    private protected abstract long MaximumPayloadLength { get; }

    /// <summary>Exactly as many bytes as the object takes.</summary>
    /// <param name="value">The object.</param>
    /// <exception cref="OperandMismatchException">The object belongs to other parameters, or cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The object was disposed.</exception>
    public int GetByteCount(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireWritable(value);
        long count = Envelope.Overhead + PayloadLength(value);
        if (count > Array.MaxLength)
        {
            throw new OperandMismatchException("size",
                $"The object takes {count} bytes, but may take at most {Array.MaxLength}; make several with fewer Galois elements each.");
        }

        return (int)count;
    }

    /// <summary>Writes an object.</summary>
    /// <param name="value">The object; not written to at the same time.</param>
    /// <param name="output">Receives exactly <see cref="GetByteCount"/> bytes.</param>
    /// <inheritdoc cref="GetByteCount"/>
    public void Write(T value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int count = GetByteCount(value), covered = count - Envelope.DigestLength;
        using var digesting = new DigestingWriter(output);
        var writer = new BinaryFieldWriter(digesting);
        Envelope.WriteHeader(writer, _kind, ParametersOf(value).Fingerprint, count - Envelope.Overhead);
        WritePayload(value, writer);
        if (writer.Written != covered)
            throw new InvalidOperationException($"{writer.Written} bytes were written instead of {covered}: the object changed meanwhile.");
        writer.WriteBytes(digesting.GetDigest());
    }

    /// <summary>Writes an object to a new array.</summary>
    /// <inheritdoc cref="Write(T, IBufferWriter{byte})"/>
    public byte[] Write(T value)
    {
        byte[] bytes = new byte[GetByteCount(value)];
        Write(value, new ArrayWriter(bytes));
        return bytes;
    }

    /// <summary>Reads an object.</summary>
    /// <param name="source">The object's bytes and nothing else.</param>
    /// <exception cref="SerializationException">
    /// The bytes are not exactly what <see cref="Write(T)"/> makes of some object of these parameters. Lengths are checked before
    /// memory is allocated for them, and the digest before the payload is looked at.
    /// </exception>
    public T Read(ReadOnlySpan<byte> source)
    {
        BoundedReader reader = Open(source, out ReadOnlySpan<byte> fingerprint);
        T value = ReadPayload(ref reader);
        ReadOnlySpan<byte> actual = ParametersOf(value).Fingerprint;
        if (!actual.SequenceEqual(fingerprint))
        {
            throw Envelope.Refusal(
                "fingerprint", Convert.ToHexStringLower(fingerprint), $"{Convert.ToHexStringLower(actual)}, that of the payload");
        }

        return value;
    }

    /// <summary>Opens the envelope.</summary>
    private protected BoundedReader Open(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> fingerprint) =>
        Envelope.Open(source, _kind, _parameters is null ? default : _parameters.Fingerprint, MaximumPayloadLength, out fingerprint);

    /// <summary>The parameters whose fingerprint the envelope carries.</summary>
    private protected abstract RlweParameters ParametersOf(T value);

    /// <summary>Refuses what could not be read again.</summary>
    private protected abstract void RequireWritable(T value);

    /// <summary>Exact bytes of the payload.</summary>
    private protected abstract long PayloadLength(T value);

    /// <summary>Writes the payload.</summary>
    private protected abstract void WritePayload(T value, BinaryFieldWriter writer);

    /// <summary>Reads the whole payload.</summary>
    private protected abstract T ReadPayload(ref BoundedReader reader);
}
