using System.Diagnostics.CodeAnalysis;
using AuditNode.Chain;
using AuditNode.Chain.Abi;

namespace AuditNode.Contracts;

/// <summary>
/// Reads calldata, errors and logs that may be of any kind, for generated code. Contracts may revert and be called with anything, so what
/// has the right selector and is malformed counts as something else.
/// </summary>
public static class AbiDecoder
{
    /// <summary>Reads calldata that may be of another function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="calldata">The input of a transaction.</param>
    /// <param name="fromAbi">Makes the result of the codec's values.</param>
    /// <param name="decoded">The result.</param>
    /// <returns>Whether it calls the function and is well-formed.</returns>
    public static bool TryDecodeCall<T>(
        AbiFunction function, ReadOnlySpan<byte> calldata, Func<object[], T> fromAbi, [MaybeNullWhen(false)] out T decoded)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(fromAbi);
        decoded = default;
        if (!Selector.TryRead(calldata, out var selector) || selector != function.Selector)
            return false;
        try
        {
            decoded = fromAbi(function.DecodeCall(calldata));
            return true;
        }
        catch (AbiDecodingException)
        {
            return false;
        }
    }

    /// <summary>Reads the data of a revert that may be of another error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="data">Selector and arguments.</param>
    /// <param name="fromAbi">Makes the result of the codec's values.</param>
    /// <param name="decoded">The result.</param>
    /// <returns>Whether it is the error and well-formed.</returns>
    public static bool TryDecodeError<T>(
        AbiError error, ReadOnlySpan<byte> data, Func<object[], T> fromAbi, [MaybeNullWhen(false)] out T decoded)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(fromAbi);
        decoded = default;
        if (!Selector.TryRead(data, out var selector) || selector != error.Selector)
            return false;
        try
        {
            decoded = fromAbi(error.Decode(data));
            return true;
        }
        catch (AbiDecodingException)
        {
            return false;
        }
    }

    /// <summary>Reads a log that may be of another event.</summary>
    /// <param name="definition">The event.</param>
    /// <param name="log">The log.</param>
    /// <param name="fromAbi">Makes the result of the log and the codec's values.</param>
    /// <param name="decoded">The result.</param>
    /// <returns>Whether it is of the event and well-formed.</returns>
    public static bool TryDecodeLog<T>(AbiEvent definition, Log log, Func<Log, object[], T> fromAbi, [MaybeNullWhen(false)] out T decoded)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(log);
        decoded = default;
        if (!definition.Matches(log.Topics))
            return false;
        try
        {
            decoded = DecodeLog(definition, log, fromAbi);
            return true;
        }
        catch (AbiDecodingException)
        {
            return false;
        }
    }

    /// <summary>Reads a log.</summary>
    /// <param name="definition">The event.</param>
    /// <param name="log">The log.</param>
    /// <param name="fromAbi">Makes the result of the log and the codec's values.</param>
    /// <exception cref="AbiDecodingException">It is of another event, or malformed.</exception>
    public static T DecodeLog<T>(AbiEvent definition, Log log, Func<Log, object[], T> fromAbi)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(fromAbi);
        return fromAbi(log, definition.DecodeLog(log.Topics, log.Data));
    }
}
