using System.Diagnostics.CodeAnalysis;

namespace AuditNode.Chain.Abi;

/// <summary>What a contract's ABI says: the array that the Solidity compiler writes (ABI specification, "JSON").</summary>
public sealed class ContractAbi
{
    private readonly Dictionary<Selector, AbiError> errorsBySelector;
    private readonly Dictionary<Selector, AbiFunction> functionsBySelector;

    internal ContractAbi(
        AbiConstructor constructor, IEnumerable<AbiFunction> functions, IEnumerable<AbiEvent> events, IEnumerable<AbiError> errors)
    {
        (Constructor, Functions, Events, Errors) = (constructor, [.. functions], [.. events], [.. errors]);
        functionsBySelector = Functions.DistinctBy(function => function.Selector).ToDictionary(function => function.Selector);
        errorsBySelector = Errors.Append(AbiError.Reason).Append(AbiError.Panic)
            .DistinctBy(error => error.Selector).ToDictionary(error => error.Selector);
    }

    /// <summary>The constructor; one without arguments where the ABI names none.</summary>
    public AbiConstructor Constructor { get; }

    /// <summary>The functions in order.</summary>
    public IReadOnlyList<AbiFunction> Functions { get; }

    /// <summary>The events in order.</summary>
    public IReadOnlyList<AbiEvent> Events { get; }

    /// <summary>The errors in order, without <see cref="AbiError.Reason"/> and <see cref="AbiError.Panic"/>, which all contracts have.</summary>
    public IReadOnlyList<AbiError> Errors { get; }

    /// <summary>Reads the JSON array.</summary>
    /// <exception cref="AbiFormatException">The text is something else; the message says where.</exception>
    public static ContractAbi Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return AbiJson.Read(json);
    }

    /// <summary>The function with a name, or with a signature where a name is overloaded.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public AbiFunction Function(string nameOrSignature) =>
        Single(Functions, nameOrSignature, function => function.Name, function => function.Signature);

    /// <summary>The event with a name, or with a signature where a name is overloaded.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public AbiEvent Event(string nameOrSignature) => Single(Events, nameOrSignature, item => item.Name, item => item.Signature);

    /// <summary>The error with a name, or with a signature where a name is overloaded.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public AbiError Error(string nameOrSignature) => Single(Errors, nameOrSignature, error => error.Name, error => error.Signature);

    /// <summary>The function that calldata calls.</summary>
    public bool TryFindFunction(Selector selector, [NotNullWhen(true)] out AbiFunction? function) =>
        functionsBySelector.TryGetValue(selector, out function);

    /// <summary>The error with a selector; <see cref="AbiError.Reason"/> and <see cref="AbiError.Panic"/> are always known.</summary>
    public bool TryFindError(Selector selector, [NotNullWhen(true)] out AbiError? error) =>
        errorsBySelector.TryGetValue(selector, out error);

    /// <summary>The event whose first topic this is; anonymous events are not found.</summary>
    public bool TryFindEvent(Bytes32 topic, [NotNullWhen(true)] out AbiEvent? found)
    {
        found = Events.FirstOrDefault(item => !item.IsAnonymous && item.Topic == topic);
        return found is not null;
    }

    private static T Single<T>(IReadOnlyList<T> items, string wanted, Func<T, string> name, Func<T, string> signature)
    {
        var found = items.Where(item => name(item) == wanted || signature(item) == wanted).ToList();
        return found.Count == 1
            ? found[0]
            : throw new ArgumentException($"The ABI has {found.Count} entries {HexData.Quote(wanted)} of this kind.", nameof(wanted));
    }
}
