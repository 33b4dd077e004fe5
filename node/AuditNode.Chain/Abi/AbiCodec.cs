namespace AuditNode.Chain.Abi;

/// <summary>
/// Encodes and decodes sequences of values (https://docs.soliditylang.org/en/latest/abi-spec.html). Values by type: integers
/// <see cref="System.Numerics.BigInteger"/>, address <see cref="Address"/>, bool <see cref="bool"/>, bytesN byte[] but bytes32
/// <see cref="Bytes32"/>, bytes byte[], string <see cref="string"/>, arrays and tuples object[].
/// </summary>
public static class AbiCodec
{
    /// <summary>Bytes of data that are decoded at most (16 MiB; a block of 30 million gas can hold 7.5 MB of calldata).</summary>
    public const int MaxDataLength = 1 << 24;

    /// <summary>Encodes values, as the arguments of a function without its selector.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values) => Encode(AbiParameter.Unnamed(types), values);

    /// <summary>Encodes values; complaints name the parameters.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public static byte[] Encode(IReadOnlyList<AbiParameter> parameters, IReadOnlyList<object> values) => Encode([], parameters, values);

    /// <summary>Decodes a strict encoding: no gaps, no overlaps, clean padding, nothing after it.</summary>
    /// <exception cref="AbiDecodingException">The data is something else or longer than <see cref="MaxDataLength"/>.</exception>
    public static object[] Decode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data) => Decode(AbiParameter.Unnamed(types), data);

    /// <summary>Decodes a strict encoding; complaints name the parameters.</summary>
    /// <exception cref="AbiDecodingException">The data is something else or longer than <see cref="MaxDataLength"/>.</exception>
    public static object[] Decode(IReadOnlyList<AbiParameter> parameters, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var reader = new AbiReader(data);
        if (data.Length > MaxDataLength)
            throw reader.Malformed(0, $"{data.Length} bytes are more than {MaxDataLength}");
        reader.Take(AbiParameter.SizeOfHeads(parameters));
        var values = reader.Sequence(0, parameters);
        reader.End();
        return values;
    }

    /// <summary>Encodes values after a prefix, to which offsets do not count.</summary>
    internal static byte[] Encode(ReadOnlySpan<byte> prefix, IReadOnlyList<AbiParameter> parameters, IReadOnlyList<object> values)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != parameters.Count)
        {
            var types = AbiParameter.ListTypes(parameters);
            throw new AbiEncodingException(types, "", $"{types} takes {parameters.Count} values, not {values.Count}.");
        }
        var writer = new AbiWriter();
        prefix.CopyTo(writer.At(writer.Reserve(prefix.Length), prefix.Length));
        var start = writer.Reserve(AbiParameter.SizeOfHeads(parameters));
        writer.WriteSequence(start, parameters, values as System.Collections.IList ?? values.ToArray());
        return writer.ToArray();
    }
}
