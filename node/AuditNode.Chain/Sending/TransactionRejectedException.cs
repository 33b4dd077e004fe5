using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>The node did not take a transaction; its nonce is free again.</summary>
public sealed class TransactionRejectedException : Exception
{
    internal TransactionRejectedException(Address sender, TransactionRejection rejection, JsonRpcException answer)
        : base($"A transaction of {sender} was rejected. {Remedy(rejection)} {answer.Message}", answer) =>
        (Sender, Rejection) = (sender, rejection);

    /// <summary>The account.</summary>
    public Address Sender { get; }

    /// <summary>Why.</summary>
    public TransactionRejection Rejection { get; }

    private static string Remedy(TransactionRejection rejection) => rejection switch
    {
        TransactionRejection.InsufficientFunds => "Fund the account.",
        TransactionRejection.FeeTooLow => "Send again, or raise the fees.",
        TransactionRejection.GasLimit => "Change its gas limit, or send less at once.",
        TransactionRejection.NotAuthorized => "Have the account admitted by the node's operator.",
        _ => "See the node's answer.",
    };
}
