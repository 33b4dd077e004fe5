namespace AuditNode.Chain.Abi;

/// <summary>A parameter of a function, event or error, or a component of a tuple.</summary>
/// <param name="Name">Its name; empty if it has none.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsIndexed">Whether it is a topic; of events only.</param>
/// <param name="InternalType">The type in the contract's source, "struct JobRegistry.JobSpec"; null where the ABI does not say.</param>
public sealed record AbiParameter(string Name, AbiType Type, bool IsIndexed = false, string? InternalType = null)
{
    internal static string ListTypes(IEnumerable<AbiParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return $"({string.Join(',', parameters.Select(parameter => parameter.Type.Name))})";
    }

    internal static bool AnyDynamic(IEnumerable<AbiParameter> parameters) => parameters.Any(parameter => parameter.Type.IsDynamic);

    internal static int SizeOfHeads(IReadOnlyList<AbiParameter> parameters)
    {
        long size = 0;
        for (var i = 0; i < parameters.Count; i++)
            size += parameters[i].Type.HeadSize;
        return size <= AbiType.MaxStaticSize
            ? (int)size
            : throw new AbiFormatException($"The values take more than {AbiType.MaxStaticSize} bytes.");
    }

    internal static IReadOnlyList<AbiParameter> Unnamed(IReadOnlyList<AbiType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return [.. types.Select(type => new AbiParameter("", type))];
    }
}
