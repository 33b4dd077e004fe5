using System.Collections.Frozen;

namespace AuditNode.Chain.Abi;

/// <summary>
/// The errors that contracts of a system can raise, by selector. One catalogue of all contracts serves best: errors of called contracts
/// come through their callers. Error(string) and Panic(uint256) are always known.
/// </summary>
public sealed class AbiErrorCatalogue
{
    private readonly FrozenDictionary<Selector, AbiError> errors;

    /// <summary>A catalogue of errors; repeated ones count once.</summary>
    /// <exception cref="ArgumentException">Two errors of different signatures have the same selector.</exception>
    public AbiErrorCatalogue(IEnumerable<AbiError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var bySelector = new Dictionary<Selector, AbiError>();
        foreach (var error in errors.Append(AbiError.Reason).Append(AbiError.Panic))
        {
            if (!bySelector.TryAdd(error.Selector, error) && bySelector[error.Selector].Signature != error.Signature)
                throw new ArgumentException(
                    $"{error.Signature} and {bySelector[error.Selector].Signature} have the same selector, {error.Selector}.", nameof(errors));
        }
        this.errors = bySelector.ToFrozenDictionary();
    }

    /// <summary>The catalogue that knows Error(string) and Panic(uint256) only.</summary>
    public static AbiErrorCatalogue Empty { get; } = new([]);

    /// <summary>The errors of this catalogue and of another.</summary>
    /// <exception cref="ArgumentException">Two errors of different signatures have the same selector.</exception>
    public AbiErrorCatalogue With(IEnumerable<AbiError> others) => new(errors.Values.Concat(others));

    /// <summary>The error that revert data holds.</summary>
    /// <returns>Null where the selector is unknown, or the data is no strict encoding of the error's arguments: contracts may revert with
    /// anything.</returns>
    public ContractError? Decode(ReadOnlySpan<byte> data)
    {
        if (!Selector.TryRead(data, out var selector) || !errors.TryGetValue(selector, out var error))
            return null;
        try
        {
            return new ContractError(error, error.Decode(data));
        }
        catch (AbiDecodingException)
        {
            return null;
        }
    }
}
