using System.Numerics;

namespace AuditNode.Chain.Abi;

/// <summary>An error that a contract can revert with.</summary>
public sealed class AbiError
{
    /// <summary>An error.</summary>
    /// <exception cref="AbiFormatException">The parameters are too large.</exception>
    public AbiError(string name, IReadOnlyList<AbiParameter> inputs)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Inputs) = (name, [.. inputs]);
        Signature = name + AbiParameter.ListTypes(inputs);
        Selector = Selector.Of(Signature);
        _ = AbiParameter.SizeOfHeads(inputs);
    }

    /// <summary>Error(string): what <c>require(condition, "reason")</c> and <c>revert("reason")</c> raise.</summary>
    public static AbiError Reason { get; } = Parse("Error(string reason)");

    /// <summary>Panic(uint256): what failed assertions and checks of the compiler raise; see <see cref="PanicCode"/>.</summary>
    public static AbiError Panic { get; } = Parse("Panic(uint256 code)");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>The name and the types of the arguments: "RecordExists(bytes32,uint64)".</summary>
    public string Signature { get; }

    /// <summary>The first four bytes of the hash of the signature, which start the data of a revert.</summary>
    public Selector Selector { get; }

    /// <summary>Reads "RecordExists(bytes32,uint64)" or "error RecordExists(bytes32 jobId, uint64 sequence)".</summary>
    /// <exception cref="AbiFormatException">The text is something else.</exception>
    public static AbiError Parse(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return AbiSignatureReader.ReadWhole(
            signature, (ref AbiSignatureReader reader) => new AbiError(reader.ReadName("error"), reader.ReadParameters()));
    }

    /// <summary>The data of a revert: selector and arguments.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public byte[] Encode(params IReadOnlyList<object> arguments) => AbiCodec.Encode(Selector.ToArray(), Inputs, arguments);

    /// <summary>The arguments in the data of a revert.</summary>
    /// <exception cref="AbiDecodingException">The data is not of this error.</exception>
    public object[] Decode(ReadOnlySpan<byte> data) => Selector.TryRead(data, out var selector) && selector == Selector
        ? AbiCodec.Decode(Inputs, data[Selector.ByteCount..])
        : throw new AbiDecodingException("", 0, $"it does not start with {Selector}, the selector of {Signature}");

    /// <summary>
    /// The error in words: "RecordExists(jobId: 0x12.., sequence: 7)"; of Error its reason and of Panic the code's meaning.
    /// </summary>
    /// <param name="arguments">As decoded.</param>
    public string Describe(IReadOnlyList<object> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (Selector == Reason.Selector && arguments is [string reason])
            return reason;
        if (Selector == Panic.Selector && arguments is [BigInteger code])
            return PanicCode.Describe(code);
        return $"{Name}({string.Join(", ", Inputs.Zip(arguments, AbiText.Describe))})";
    }

    /// <summary>The signature.</summary>
    public override string ToString() => Signature;
}
