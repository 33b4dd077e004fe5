namespace AuditNode.Contracts.Generator.Model;

/// <summary>An error with the names of the contracts whose ABI has it.</summary>
/// <param name="Error">The error, as the first of them declares it.</param>
/// <param name="Contracts">Their names, in order.</param>
internal sealed record SharedError(ErrorModel Error, EquatableArray<string> Contracts)
{
    /// <summary>
    /// The errors of all contracts, each signature once: one contract's error travels through another one that calls it, and its data
    /// carries a selector but no contract.
    /// </summary>
    public static EquatableArray<SharedError> Of(IEnumerable<ContractModel> contracts) =>
        contracts.OrderBy(contract => contract.Name, StringComparer.Ordinal)
            .SelectMany(contract => contract.Errors.Select(error => (Error: error, contract.Name)))
            .GroupBy(pair => pair.Error.Signature, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SharedError(group.First().Error, group.Select(pair => pair.Name).Distinct().ToEquatableArray()))
            .ToEquatableArray();
}
