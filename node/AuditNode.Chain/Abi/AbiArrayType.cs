using System.Collections;

namespace AuditNode.Chain.Abi;

/// <summary>T[k] and T[]. Values are object[] of the values of T; encoding takes any <see cref="IList"/>.</summary>
public sealed class AbiArrayType : AbiType
{
    /// <summary>An array type.</summary>
    /// <param name="element">The type of the elements.</param>
    /// <param name="length">The number of elements, at least 1; null if it belongs to the value.</param>
    /// <exception cref="AbiFormatException">The length is below 1, or the type is too deep or too large.</exception>
    public AbiArrayType(AbiType element, int? length = null)
        : base(NameOf(element, length), length is null || element.IsDynamic, SizeOf(element, length), element.Depth + 1) =>
        (Element, Length) = (element, length);

    /// <summary>The type of the elements.</summary>
    public AbiType Element { get; }

    /// <summary>The number of elements; null if it belongs to the value.</summary>
    public int? Length { get; }

    internal override void Encode(AbiWriter writer, int at, object? value)
    {
        var items = Items(writer, value);
        if (Length is null)
        {
            writer.WriteInteger(writer.Reserve(AbiWord.Size), items.Count);
            at = writer.Length;
        }
        if (IsDynamic)
            writer.Reserve((long)items.Count * Element.HeadSize);
        var start = at;
        for (var i = 0; i < items.Count; i++)
        {
            writer.Path.Push(i);
            at = writer.WriteItem(start, at, Element, items[i]);
            writer.Path.Pop();
        }
    }

    internal override object Decode(ref AbiReader reader, int at)
    {
        var count = Length ?? 0;
        if (Length is null)
        {
            count = reader.Count(at);
            at = reader.Next;
        }
        if (IsDynamic)
            reader.Take((long)count * Element.HeadSize);
        var items = new object[count];
        var start = at;
        for (var i = 0; i < count; i++)
        {
            reader.Path.Push(i);
            items[i] = reader.Item(start, ref at, Element);
            reader.Path.Pop();
        }
        return items;
    }

    internal override void EncodeInPlace(AbiWriter writer, object? value)
    {
        var items = Items(writer, value);
        for (var i = 0; i < items.Count; i++)
        {
            writer.Path.Push(i);
            Element.EncodeInPlace(writer, items[i]);
            writer.Path.Pop();
        }
    }

    private static string NameOf(AbiType element, int? length)
    {
        ArgumentNullException.ThrowIfNull(element);
        return length is < 1
            ? throw new AbiFormatException($"An array of fixed length has at least one element, not {length}.")
            : $"{element.Name}[{length}]";
    }

    private static int SizeOf(AbiType element, int? length)
    {
        var size = (long)element.HeadSize * (length ?? 1);
        return size <= MaxStaticSize
            ? (int)size
            : throw new AbiFormatException($"{element.Name}[{length}] takes more than {MaxStaticSize} bytes.");
    }

    private IList Items(AbiWriter writer, object? value) =>
        value is IList items && (Length is null || items.Count == Length)
            ? items
            : throw writer.Wrong(this, Length is null ? "a list" : $"a list of {Length}", value);
}
