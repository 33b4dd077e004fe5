using System.Text.Json.Nodes;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Transactions;

namespace AuditNode.Contracts.Tests.Bindings;

using ContractErrors = Specimens.ContractErrors;

/// <summary>A scripted node that puts every transaction into block 8 at once, and an account that sends.</summary>
internal sealed class ScriptedChain : IAsyncDisposable
{
    private const ulong ChainId = 20261;

    private readonly PrivateKey key = PrivateKey.FromBytes(Samples.Word(0x5eed).ToArray());

    public ScriptedChain()
    {
        Node = new ScriptedNode(ContractErrors.Catalogue);
        var options = new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(1) };
        Sender = new TransactionSender(Node.Client, new Account(key), ChainId, options);
        Node.Answer("eth_chainId", HexData.EncodeQuantity(ChainId));
        Node.Answer("eth_blockNumber", "0x8");
        Node.Answer("eth_getBlockByNumber", _ => ScriptedNode.Block("0x8"));
        Node.Answer("eth_maxPriorityFeePerGas", "0x0");
        Node.Answer("eth_estimateGas", "0xc350");
        Node.Answer("eth_getTransactionCount", _ => HexData.EncodeQuantity((ulong)Sent.Count));
        Node.Answer("eth_sendRawTransaction", parameters =>
        {
            Sent.Add(SignedTransaction.Decode(HexData.Decode(parameters[0]!.GetValue<string>())));
            return Sent[^1].Hash.ToString();
        });
        Node.Answer("eth_getTransactionReceipt", parameters => Receipt(parameters[0]!.GetValue<string>()));
    }

    public ScriptedNode Node { get; }

    public TransactionSender Sender { get; }

    public List<SignedTransaction> Sent { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await Sender.DisposeAsync();
        await Node.DisposeAsync();
        key.Dispose();
    }

    private JsonObject? Receipt(string hash)
    {
        if (Sent.FirstOrDefault(sent => sent.Hash.ToString() == hash) is not { } transaction)
            return null;
        return new JsonObject
        {
            ["transactionHash"] = hash,
            ["transactionIndex"] = "0x0",
            ["blockNumber"] = "0x8",
            ["blockHash"] = ScriptedNode.Block("0x8")["hash"]!.GetValue<string>(),
            ["from"] = transaction.Sender.ToString(),
            ["to"] = transaction.Transaction.To?.ToString(),
            ["contractAddress"] = transaction.Transaction.To is null ? Samples.Contract.ToString() : null,
            ["status"] = "0x1",
            ["gasUsed"] = "0x5208",
            ["logs"] = new JsonArray(),
        };
    }
}
