namespace AuditNode.Chain.Abi;

/// <summary>A function of a contract.</summary>
public sealed class AbiFunction
{
    /// <summary>A function.</summary>
    /// <exception cref="AbiFormatException">The parameters are too large.</exception>
    public AbiFunction(
        string name, IReadOnlyList<AbiParameter> inputs, IReadOnlyList<AbiParameter> outputs,
        StateMutability stateMutability = StateMutability.NonPayable)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Inputs, Outputs, StateMutability) = (name, [.. inputs], [.. outputs], stateMutability);
        Signature = name + AbiParameter.ListTypes(inputs);
        Selector = Selector.Of(Signature);
        _ = AbiParameter.SizeOfHeads(inputs) + AbiParameter.SizeOfHeads(outputs);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>The results.</summary>
    public IReadOnlyList<AbiParameter> Outputs { get; }

    /// <summary>What a call may do to the state and whether it takes ether.</summary>
    public StateMutability StateMutability { get; }

    /// <summary>The name and the types of the arguments: "transfer(address,uint256)".</summary>
    public string Signature { get; }

    /// <summary>The first four bytes of the hash of the signature, which start the calldata.</summary>
    public Selector Selector { get; }

    /// <summary>
    /// Reads "transfer(address,(uint256,bytes)[2][])" or "function balanceOf(address owner) view returns (uint256)". Visibility may
    /// be given and is of no account.
    /// </summary>
    /// <exception cref="AbiFormatException">The text is something else.</exception>
    public static AbiFunction Parse(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return AbiSignatureReader.ReadWhole(signature, (ref AbiSignatureReader reader) =>
        {
            var name = reader.ReadName("function");
            var inputs = reader.ReadParameters();
            var mutability = StateMutability.NonPayable;
            while (true)
            {
                if (reader.TryReadWord("view"))
                    mutability = StateMutability.View;
                else if (reader.TryReadWord("pure"))
                    mutability = StateMutability.Pure;
                else if (reader.TryReadWord("payable"))
                    mutability = StateMutability.Payable;
                else if (!reader.TryReadWord("external") && !reader.TryReadWord("public"))
                    break;
            }
            return new AbiFunction(name, inputs, reader.TryReadWord("returns") ? reader.ReadParameters() : [], mutability);
        });
    }

    /// <summary>The calldata of a call: selector and arguments.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public byte[] EncodeCall(params IReadOnlyList<object> arguments) => AbiCodec.Encode(Selector.ToArray(), Inputs, arguments);

    /// <summary>The arguments in calldata.</summary>
    /// <exception cref="AbiDecodingException">The data is no call of this function.</exception>
    public object[] DecodeCall(ReadOnlySpan<byte> data) => Selector.TryRead(data, out var selector) && selector == Selector
        ? AbiCodec.Decode(Inputs, data[Selector.ByteCount..])
        : throw new AbiDecodingException("", 0, $"it does not start with {Selector}, the selector of {Signature}");

    /// <summary>What a contract returns for these results.</summary>
    /// <exception cref="AbiEncodingException">A value does not belong to its type, or there are too many or too few.</exception>
    public byte[] EncodeOutputs(params IReadOnlyList<object> results) => AbiCodec.Encode(Outputs, results);

    /// <summary>The results in what a contract returned.</summary>
    /// <exception cref="AbiDecodingException">The data is something else.</exception>
    public object[] DecodeOutputs(ReadOnlySpan<byte> data) => AbiCodec.Decode(Outputs, data);

    /// <summary>The signature.</summary>
    public override string ToString() => Signature;
}
