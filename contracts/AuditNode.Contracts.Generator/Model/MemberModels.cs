namespace AuditNode.Contracts.Generator.Model;

/// <summary>
/// What NatSpec says about a contract or one of its members (https://docs.soliditylang.org/en/latest/natspec-format.html).
/// </summary>
/// <param name="Notice">For users; empty for nothing.</param>
/// <param name="Details">For developers; empty for nothing.</param>
internal sealed record Documentation(string Notice, string Details);

/// <summary>A function, event or error of an ABI.</summary>
/// <param name="Name">Its name in Solidity.</param>
/// <param name="Parameters">What it takes or carries.</param>
/// <param name="Documentation">What NatSpec says about it.</param>
internal abstract record MemberModel(string Name, EquatableArray<ParameterModel> Parameters, Documentation Documentation)
{
    /// <summary>"append(bytes32,uint64)".</summary>
    public string Signature => $"{Name}({string.Join(",", Parameters.Select(parameter => parameter.Type.Canonical))})";

    /// <summary>"append(bytes32 jobId,uint64 sequence)".</summary>
    public string Declaration => $"{Name}({string.Join(",", Parameters.Select(parameter => parameter.Declaration))})";

    /// <summary>The first four bytes of the signature's Keccak-256, in hexadecimal digits.</summary>
    public string Selector => Keccak256.HashToHex(Signature).Substring(0, 8);
}

/// <summary>A function.</summary>
/// <param name="Name">Its name in Solidity.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Outputs">What it returns.</param>
/// <param name="Mutability">pure, view, nonpayable or payable.</param>
/// <param name="Documentation">What NatSpec says about it.</param>
internal sealed record FunctionModel(
    string Name, EquatableArray<ParameterModel> Parameters, EquatableArray<ParameterModel> Outputs, string Mutability,
    Documentation Documentation)
    : MemberModel(Name, Parameters, Documentation)
{
    public bool IsView => Mutability is "view" or "pure";

    public bool IsPayable => Mutability is "payable";
}

/// <summary>An event.</summary>
/// <param name="Name">Its name in Solidity.</param>
/// <param name="Parameters">What it carries.</param>
/// <param name="IsAnonymous">Whether its logs lack the topic that names it.</param>
/// <param name="Place">Its place among the events of the ABI, from 0.</param>
/// <param name="Documentation">What NatSpec says about it.</param>
internal sealed record EventModel(
    string Name, EquatableArray<ParameterModel> Parameters, bool IsAnonymous, int Place, Documentation Documentation)
    : MemberModel(Name, Parameters, Documentation)
{
    /// <summary>Keccak-256 of the signature in hexadecimal digits.</summary>
    public string Topic => Keccak256.HashToHex(Signature);

    /// <summary>What logs of it look like: equal for events that nothing in a log tells apart.</summary>
    public string Shape => $"{Signature}{string.Concat(Parameters.Select(parameter => parameter.IsIndexed ? '1' : '0'))}{IsAnonymous}";
}

/// <summary>A custom error.</summary>
/// <param name="Name">Its name in Solidity.</param>
/// <param name="Parameters">What it carries.</param>
/// <param name="Documentation">What NatSpec says about it.</param>
internal sealed record ErrorModel(string Name, EquatableArray<ParameterModel> Parameters, Documentation Documentation)
    : MemberModel(Name, Parameters, Documentation);
