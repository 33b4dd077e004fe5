using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace AuditNode.Records.Canonical;

/// <summary>
/// A JSON value that has exactly one encoding: a text, an integer, a list or an object. The canonical form is that of RFC 8785 without
/// fractions, booleans and null. Immutable.
/// </summary>
public abstract class CanonicalValue
{
    /// <summary>The largest absolute value of an integer: 2^53 - 1, which every JSON reader holds exactly (RFC 8785, section 3.2.2.3).</summary>
    public const long MaximumInteger = (1L << 53) - 1;

    /// <summary>The most lists and objects in each other.</summary>
    public const int MaximumDepth = 8;

    private protected CanonicalValue()
    {
    }

    /// <summary>What this is, for messages: <c>a text</c>, <c>an integer</c>, <c>a list</c>, <c>an object</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The one encoding.</summary>
    /// <exception cref="RecordFormatException">A text has a lone surrogate.</exception>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Appends the one encoding.</summary>
    /// <param name="destination">Where to.</param>
    /// <exception cref="RecordFormatException">A text has a lone surrogate.</exception>
    public abstract void WriteTo(IBufferWriter<byte> destination);
}

/// <summary>A text.</summary>
/// <param name="value">Any text without lone surrogates.</param>
public sealed class CanonicalText(string value) : CanonicalValue
{
    /// <summary>The characters.</summary>
    public string Value { get; } = value ?? throw new ArgumentNullException(nameof(value));

    /// <inheritdoc/>
    public override string Description => "a text";

    /// <inheritdoc/>
    public override void WriteTo(IBufferWriter<byte> destination) => CanonicalString.Write(destination, Value);
}

/// <summary>An integer.</summary>
public sealed class CanonicalInteger : CanonicalValue
{
    /// <summary>Takes an integer.</summary>
    /// <param name="value">At most 2^53 - 1 in absolute value.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is larger.</exception>
    public CanonicalInteger(long value)
    {
        if (value is < -MaximumInteger or > MaximumInteger)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"An integer lies in [-{MaximumInteger}, {MaximumInteger}].");
        Value = value;
    }

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public override string Description => "an integer";

    /// <inheritdoc/>
    public override void WriteTo(IBufferWriter<byte> destination)
    {
        Span<byte> digits = stackalloc byte[20];
        Value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        destination.Write(digits[..written]);
    }
}

/// <summary>A list.</summary>
/// <param name="items">The items in order.</param>
public sealed class CanonicalList(ImmutableArray<CanonicalValue> items) : CanonicalValue
{
    /// <summary>The items in order.</summary>
    public ImmutableArray<CanonicalValue> Items { get; } = items;

    /// <inheritdoc/>
    public override string Description => "a list";

    /// <inheritdoc/>
    public override void WriteTo(IBufferWriter<byte> destination)
    {
        destination.Write("["u8);
        for (int i = 0; i < Items.Length; i++)
        {
            if (i > 0) destination.Write(","u8);
            Items[i].WriteTo(destination);
        }

        destination.Write("]"u8);
    }
}
