using System.Text.Json.Nodes;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.JsonRpc;
using AuditNode.Chain.Tests.Nodes;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Sending;

/// <summary>When a transaction counts as replaced, on a chain of which a test says at every look how far it is.</summary>
public sealed class ReplacementTests
{
    private readonly Lock guard = new();
    private (ulong Head, ulong Nonce) chain = (10, 0);
    private int looks;

    [Fact]
    public async Task A_nonce_that_was_free_in_between_is_given_its_time_again()
    {
        await using var node = new FaultyNode(AnswerAsync);
        using var rpc = Clients.Of(node);
        using var key = PrivateKey.Generate();
        var options = DevelopmentChain.Quick with { Confirmations = 2, ReceiptGrace = TimeSpan.Zero };
        await using var sender = new TransactionSender(new EthereumClient(rpc), new Account(key), DevelopmentChain.ChainId, options);
        var pending = await sender.SendAsync(new TransactionRequest { To = Address.Zero, GasLimit = 21_000 });

        await LookAsync(head: 10, nonce: 1);
        await LookAsync(head: 11, nonce: 0);
        await LookAsync(head: 11, nonce: 1);
        Assert.Equal(TransactionStatus.Pending, pending.Status);
        SetChain(head: 12, nonce: 1);
        await Assert.ThrowsAsync<TransactionReplacedException>(() => pending.WaitAsync(timeout: Eventually.Patience));
    }

    private int SetChain(ulong head, ulong nonce)
    {
        lock (guard)
        {
            chain = (head, nonce);
            return looks;
        }
    }

    // A look at this chain has ended when the next one begins.
    private async Task LookAsync(ulong head, ulong nonce)
    {
        var before = SetChain(head, nonce);
        await Eventually.TrueAsync(() => Volatile.Read(ref looks) >= before + 2, "the chain is looked at");
    }

    private Task AnswerAsync(Exchange exchange)
    {
        if (exchange.Body[0] != '[')
            return exchange.ResultAsync(Answer((string)exchange.Requests[0]["method"]!, exchange.Requests[0]));
        lock (guard)
        {
            looks++;
            return exchange.AnswerAsync($"[{string.Join(',', exchange.Requests.Select(
                request => $$"""{"jsonrpc":"2.0","id":{{request["id"]}},"result":{{Answer((string)request["method"]!, request)}}}"""))}]");
        }
    }

    private string Answer(string method, JsonObject request) => method switch
    {
        "eth_chainId" => Quantity(DevelopmentChain.ChainId),
        "eth_blockNumber" => Quantity(chain.Head),
        "eth_getTransactionCount" => Quantity(chain.Nonce),
        "eth_getTransactionReceipt" => "null",
        "eth_maxPriorityFeePerGas" => Quantity(1),
        "eth_getBlockByNumber" => FeePolicyTests.Block.Replace("$0", Bytes32.Zero.ToString()).Replace("$BASE", Quantity(1)),
        "eth_sendRawTransaction" => $"\"{SignedTransaction.Decode(HexData.Decode((string)request["params"]![0]!)).Hash}\"",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Nobody asks for that."),
    };

    private static string Quantity(ulong value) => $"\"{HexData.EncodeQuantity(value)}\"";
}
