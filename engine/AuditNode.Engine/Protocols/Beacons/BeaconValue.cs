using System.Text;

namespace AuditNode.Engine.Protocols;

/// <summary>The value of a beacon, and where anybody can look it up.</summary>
public sealed class BeaconValue
{
    /// <summary>Bytes of a value.</summary>
    public const int Length = Envelope.DigestLength;

    /// <summary>Most bytes of a reference in UTF-8.</summary>
    public const int MaximumReferenceLength = 256;

    /// <summary>A value with its reference.</summary>
    /// <param name="value">32 bytes.</param>
    /// <param name="reference">Where it comes from, for instance a block's number and chain: 1 to 256 bytes of UTF-8.</param>
    /// <exception cref="ArgumentException">The value or the reference has another length.</exception>
    public BeaconValue(ReadOnlyMemory<byte> value, string reference)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        if (value.Length != Length) throw new ArgumentException($"The value of a beacon has {Length} bytes, not {value.Length}.", nameof(value));
        if (Encoding.UTF8.GetByteCount(reference) > MaximumReferenceLength)
            throw new ArgumentException($"A reference has at most {MaximumReferenceLength} bytes; shorten it.", nameof(reference));
        (Value, Reference) = (value.ToArray(), reference);
    }

    /// <summary>32 bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Where the value comes from.</summary>
    public string Reference { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Convert.ToHexStringLower(Value.Span)} ({Reference})";
}
