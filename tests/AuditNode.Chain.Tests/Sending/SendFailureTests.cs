using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;

namespace AuditNode.Chain.Tests.Sending;

/// <summary>
/// Errors of eth_sendRawTransaction. Those of anvil 1.7.1, ganache 7.9.2 and @ethereumjs/client 0.10.5 were recorded from these programs;
/// those of Besu are in its RpcErrorType (https://github.com/besu-eth/besu), those of Nethermind in its TxPoolErrorMessages
/// (https://github.com/NethermindEth/nethermind), those of geth in its core/txpool/errors.go (https://github.com/ethereum/go-ethereum).
/// </summary>
public sealed class SendFailureTests
{
    [Theory]
    [InlineData(-32003, "transaction already imported")] // anvil
    [InlineData(-32602, "0x8d281986d5e5fb3e29a97d1be85cf9acbca77dbd66c9b0c7f9f2132de0dca8cc: this transaction is already in the TxPool")] // ethereumjs
    [InlineData(-32000, "already known")] // geth, Nethermind
    [InlineData(-32010, "AlreadyKnown")] // Nethermind before 2025
    [InlineData(-32000, "Known transaction")] // Besu
    [InlineData(-32000, "known transaction: 8d281986d5e5fb3e29a97d1be85cf9acbca77dbd66c9b0c7f9f2132de0dca8cc")] // geth before 1.9
    public void Bytes_that_the_node_has_are_taken(int code, string message) => Assert.Equal(SendOutcome.Taken, Classify(code, message).Outcome);

    [Theory]
    [InlineData(-32003, "nonce too low")] // anvil
    [InlineData(-32000, "the tx doesn't have the correct nonce. account has nonce of: 3 tx has nonce of: 2")] // ganache
    [InlineData(-32602, "0x285803eebeeefbf6c1496b0f2cbcb1a0dc285675 tries to send a tx with nonce 2, but account has nonce 3 (tx nonce too low)")] // ethereumjs
    [InlineData(-32000, "nonce too low: next nonce 3, tx nonce 2")] // geth
    [InlineData(-32001, "Nonce too low")] // Besu
    [InlineData(-32010, "OldNonce")] // Nethermind before 2025
    public void A_used_nonce_is_a_possible_success(int code, string message) => Assert.Equal(SendOutcome.NonceUsed, Classify(code, message).Outcome);

    [Theory]
    [InlineData(-32000, "the tx doesn't have the correct nonce. account has nonce of: 3 tx has nonce of: 5")] // ganache
    [InlineData(-32006, "Nonce too high")] // Besu
    [InlineData(-32000, "Transaction nonce is too distant from current sender nonce")] // Besu
    [InlineData(-32000, "An invalid transaction with a lower nonce exists")] // Besu
    [InlineData(-32000, "nonce too far in future")] // Nethermind
    public void A_nonce_too_far_ahead_is_sent_again_later(int code, string message) => Assert.Equal(SendOutcome.Unknown, Classify(code, message).Outcome);

    [Theory]
    [InlineData(-32003, "replacement transaction underpriced")] // anvil
    [InlineData(-32602, "replacement gas too low, got tip 1000000000, min: 1100000000, got fee 3000000000, min: 3300000000")] // ethereumjs
    [InlineData(-32000, "replacement transaction underpriced")] // geth, Nethermind
    [InlineData(-32000, "Replacement transaction underpriced")] // Besu
    public void A_nonce_that_waits_already_is_busy(int code, string message) => Assert.Equal(SendOutcome.NonceBusy, Classify(code, message).Outcome);

    [Theory]
    [InlineData(-32003, "max fee per gas less than block base fee", TransactionRejection.FeeTooLow)] // anvil
    [InlineData(-32000, "transaction underpriced: gas tip cap 1, minimum needed 1000000", TransactionRejection.FeeTooLow)] // geth
    [InlineData(-32009, "Gas price below configured minimum gas price", TransactionRejection.FeeTooLow)] // Besu
    [InlineData(-32009, "Gas price below current base fee", TransactionRejection.FeeTooLow)] // Besu
    [InlineData(-32003, "Insufficient funds for gas * price + value", TransactionRejection.InsufficientFunds)] // anvil
    [InlineData(-32602, "0xb0a37f25f995693b637931362b837f14a9aaa2de does not have enough balance to cover transaction costs (insufficient balance)", TransactionRejection.InsufficientFunds)] // ethereumjs
    [InlineData(-32004, "Upfront cost exceeds account balance", TransactionRejection.InsufficientFunds)] // Besu
    [InlineData(-32000, "insufficient funds for gas * price + value: balance 0, tx cost 1, overshot 1", TransactionRejection.InsufficientFunds)] // geth
    [InlineData(-32000, "intrinsic gas too low", TransactionRejection.GasLimit)] // anvil
    [InlineData(-32000, "intrinsic gas too high -- tx.gas_limit > env.block.gas_limit", TransactionRejection.GasLimit)] // anvil
    [InlineData(-32602, "Tx gaslimit of 90000000 exceeds block gas limit of 30000000", TransactionRejection.GasLimit)] // ethereumjs
    [InlineData(-32005, "Transaction gas limit exceeds block gas limit", TransactionRejection.GasLimit)] // Besu
    [InlineData(-32003, "Intrinsic gas exceeds gas limit", TransactionRejection.GasLimit)] // Besu
    [InlineData(-32007, "Sender account not authorized to send transactions", TransactionRejection.NotAuthorized)] // Besu
    [InlineData(-32003, "invalid chain id for signer", TransactionRejection.Other)] // anvil
    [InlineData(-32700, "serialized tx data could not be parsed (TypedTransaction with ID 18 unknown)", TransactionRejection.Other)] // ethereumjs
    [InlineData(-32602, "Failed to decode transaction", TransactionRejection.Other)] // anvil
    [InlineData(-32000, "", TransactionRejection.Other)]
    public void Anything_else_is_a_rejection_with_its_reason(int code, string message, object reason) =>
        Assert.Equal((SendOutcome.Rejected, (TransactionRejection)reason), Classify(code, message));

    private static (SendOutcome Outcome, TransactionRejection Rejection) Classify(int code, string message) =>
        SendFailure.Classify(new JsonRpcException("node", "eth_sendRawTransaction", code, message, null));
}
