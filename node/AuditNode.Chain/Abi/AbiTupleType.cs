using System.Collections;

namespace AuditNode.Chain.Abi;

/// <summary>A tuple, Solidity's struct. Values are object[] of its components; encoding takes any <see cref="IList"/>.</summary>
public sealed class AbiTupleType : AbiType
{
    /// <summary>A tuple type.</summary>
    /// <param name="components">At least one.</param>
    /// <exception cref="AbiFormatException">There is no component, or the type is too deep or too large.</exception>
    public AbiTupleType(IReadOnlyList<AbiParameter> components)
        : base(
            AbiParameter.ListTypes(components), AbiParameter.AnyDynamic(components), AbiParameter.SizeOfHeads(components),
            components.Select(component => component.Type.Depth).DefaultIfEmpty().Max() + 1)
    {
        if (components.Count == 0)
            throw new AbiFormatException("A tuple has at least one component.");
        Components = [.. components];
    }

    /// <summary>The components in order, at least one.</summary>
    public IReadOnlyList<AbiParameter> Components { get; }

    internal override void Encode(AbiWriter writer, int at, object? value)
    {
        if (IsDynamic)
            at = writer.Reserve(AbiParameter.SizeOfHeads(Components));
        writer.WriteSequence(at, Components, Items(writer, value));
    }

    internal override object Decode(ref AbiReader reader, int at)
    {
        if (IsDynamic)
            reader.Take(AbiParameter.SizeOfHeads(Components));
        return reader.Sequence(at, Components);
    }

    internal override void EncodeInPlace(AbiWriter writer, object? value)
    {
        var items = Items(writer, value);
        for (var i = 0; i < Components.Count; i++)
        {
            writer.Path.Push(Components[i].Name, i);
            Components[i].Type.EncodeInPlace(writer, items[i]);
            writer.Path.Pop();
        }
    }

    private IList Items(AbiWriter writer, object? value) =>
        value is IList items && items.Count == Components.Count ? items : throw writer.Wrong(this, $"a list of {Components.Count}", value);
}
