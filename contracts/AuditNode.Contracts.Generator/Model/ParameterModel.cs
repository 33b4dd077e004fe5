namespace AuditNode.Contracts.Generator.Model;

/// <summary>A parameter of a function, event or error, a value that a function returns, or a member of a struct.</summary>
/// <param name="Name">Its name in Solidity; empty if it has none.</param>
/// <param name="Type">Its type.</param>
/// <param name="SourceType">"enum JobRegistry.State" where the source says more than the ABI's type, else empty.</param>
/// <param name="IsIndexed">Whether it is a topic; of events only.</param>
/// <param name="Description">What NatSpec says about it; empty for nothing.</param>
internal sealed record ParameterModel(string Name, SolidityType Type, string SourceType, bool IsIndexed, string Description)
{
    /// <summary>"uint64 indexed sequence", as the ABI codec reads it.</summary>
    public string Declaration => $"{Type.Named}{(IsIndexed ? " indexed" : "")}{(Name.Length == 0 ? "" : " " + Name)}";
}
