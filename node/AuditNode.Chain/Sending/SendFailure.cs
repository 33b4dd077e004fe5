using System.Globalization;
using System.Text.RegularExpressions;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>
/// What the error of eth_sendRawTransaction means. There is no standard: the words are those of geth (which Nethermind uses too), Besu,
/// anvil, ganache, ethereumjs and older versions of them.
/// </summary>
internal static partial class SendFailure
{
    private const int BesuNotAuthorized = -32007;

    private static readonly string[] Known = ["already known", "known transaction", "already imported", "already in the txpool", "alreadyknown"];
    private static readonly string[] NonceUsed = ["nonce too low", "nonce is too low", "oldnonce"];
    private static readonly string[] NonceAhead = ["nonce too high", "too distant", "too far in", "lower nonce", "noncegap"];
    private static readonly string[] Busy = ["replacement"];

    private static readonly string[] FeeTooLow =
        ["underpriced", "base fee", "gas price below", "fee too low", "feetoolow", "gas price too low", "below configured minimum"];

    private static readonly string[] Funds = ["insufficient funds", "insufficient balance", "enough balance", "upfront cost"];
    private static readonly string[] Gas = ["intrinsic gas", "gas limit", "gaslimit", "block gas"];
    private static readonly string[] Unauthorized = ["not authorized", "permission"];

    public static (SendOutcome Outcome, TransactionRejection Rejection) Classify(JsonRpcException failure)
    {
        var text = failure.NodeMessage;
        if (GanacheNonces().Match(text) is { Success: true } nonces)
            return (Number(nonces, 2) < Number(nonces, 1) ? SendOutcome.NonceUsed : SendOutcome.Unknown, default);
        if (Has(text, Known))
            return (SendOutcome.Taken, default);
        if (Has(text, NonceUsed))
            return (SendOutcome.NonceUsed, default);
        if (Has(text, NonceAhead))
            return (SendOutcome.Unknown, default);
        if (Has(text, Busy))
            return (SendOutcome.NonceBusy, default);
        return (SendOutcome.Rejected, Reason(failure.Code, text));
    }

    private static TransactionRejection Reason(int code, string text)
    {
        if (Has(text, FeeTooLow))
            return TransactionRejection.FeeTooLow;
        if (Has(text, Funds))
            return TransactionRejection.InsufficientFunds;
        if (Has(text, Gas))
            return TransactionRejection.GasLimit;
        return code == BesuNotAuthorized || Has(text, Unauthorized) ? TransactionRejection.NotAuthorized : TransactionRejection.Other;
    }

    // ganache has one message for both, with the numbers.
    [GeneratedRegex(@"account has nonce of: (\d{1,19}) tx has nonce of: (\d{1,19})")]
    private static partial Regex GanacheNonces();

    private static ulong Number(Match match, int group) => ulong.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static bool Has(string text, string[] parts) => parts.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase));
}
