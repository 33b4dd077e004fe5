namespace AuditNode.Contracts;

/// <summary>Lists between the types of the bindings and those of <see cref="AuditNode.Chain.Abi.AbiCodec"/>, for generated code.</summary>
public static class AbiList
{
    /// <summary>The codec's values of a list's elements.</summary>
    /// <param name="list">The list. Null stays null, for the codec to refuse by the parameter's name.</param>
    /// <param name="toAbi">The codec's value of an element.</param>
    public static object[] ToAbi<T>(IReadOnlyList<T> list, Func<T, object> toAbi)
    {
        ArgumentNullException.ThrowIfNull(toAbi);
        if (list is null)
            return null!;
        var values = new object[list.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = toAbi(list[i]);
        return values;
    }

    /// <summary>The elements of a list that the codec decoded.</summary>
    /// <param name="values">An object[].</param>
    /// <param name="fromAbi">The element of a codec's value.</param>
    public static IReadOnlyList<T> FromAbi<T>(object values, Func<object, T> fromAbi) =>
        Array.ConvertAll((object[])values, value => fromAbi(value));
}
