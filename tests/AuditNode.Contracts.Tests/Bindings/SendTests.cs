using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Contracts.Tests.Bindings.Specimens;
using AuditNode.Contracts.Tests.Bindings.Specimens.Errors;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Transactions of the bindings, sent to a scripted chain.</summary>
public class SendTests
{
    [Fact]
    public async Task A_transaction_carries_calldata_and_value_to_the_contract()
    {
        await using var chain = new ScriptedChain();
        var specimen = new Specimen(chain.Node.Client, Samples.Contract);

        var pending = await specimen.SendSetAsync(chain.Sender, 5, Samples.Institution, wei: 1000);
        var confirmed = await pending.WaitAsync();

        var sent = Assert.Single(chain.Sent);
        Assert.Equal(Samples.Contract, sent.Transaction.To);
        Assert.Equal(Specimen.EncodeSet(5, Samples.Institution), sent.Transaction.Data.ToArray());
        Assert.Equal(1000, sent.Transaction.Value);
        Assert.Equal((chain.Sender.Account.Address, sent.Hash), (sent.Sender, confirmed.Receipt.TransactionHash));
    }

    [Fact]
    public async Task The_journal_has_a_transaction_before_the_node_has_it()
    {
        await using var chain = new ScriptedChain();
        List<(PendingTransactionState State, int Sent)> stored = [];

        var pending = await new Specimen(chain.Node.Client, Samples.Contract).SendTransferFunctionAsync(
            chain.Sender, 1, 2, journal: (state, _) =>
            {
                stored.Add((state, chain.Sent.Count));
                return Task.CompletedTask;
            });

        Assert.Equal(0, stored[0].Sent);
        Assert.Equal(pending.Hash, stored[0].State.Versions[0].Hash);
    }

    [Fact]
    public async Task A_given_limit_of_gas_is_not_estimated()
    {
        await using var chain = new ScriptedChain();

        await new Specimen(chain.Node.Client, Samples.Contract).SendTransferFunctionAsync(chain.Sender, 1, 2, gasLimit: 123_456);

        Assert.Equal(123_456u, Assert.Single(chain.Sent).Transaction.GasLimit);
        Assert.DoesNotContain(chain.Node.Requests, request => request.Method == "eth_estimateGas");
    }

    [Fact]
    public async Task What_the_contract_refuses_is_not_sent()
    {
        await using var chain = new ScriptedChain();
        chain.Node.Revert("eth_estimateGas", TooMuch.Abi.Encode((BigInteger)8, (BigInteger)7));
        var specimen = new Specimen(chain.Node.Client, Samples.Contract);

        var exception = await Assert.ThrowsAsync<ContractRevertedException>(() => specimen.SendTransferFunctionAsync(chain.Sender, 8, 7));

        Assert.True(TooMuch.TryDecode(exception, out var error));
        Assert.Equal(new TooMuch(8, 7), error);
        Assert.Empty(chain.Sent);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_without_code()
    {
        await using var chain = new ScriptedChain();
        chain.Node.Answer("eth_getCode", "0x");
        var specimen = new Specimen(chain.Node.Client, Samples.Contract);

        await Assert.ThrowsAsync<ContractNotFoundException>(
            () => specimen.SendTransferFunctionAsync(chain.Sender, 1, 2, gasLimit: 100_000));

        Assert.Empty(chain.Sent);
    }

    [Fact]
    public async Task A_deployment_gives_the_contract_at_its_address()
    {
        await using var chain = new ScriptedChain();

        var specimen = await Specimen.DeployAsync(chain.Node.Client, chain.Sender, Samples.Leaf, Samples.Account, wei: 7);

        Assert.Equal((Samples.Contract, chain.Node.Client), (specimen.Address, specimen.Client));
        var sent = Assert.Single(chain.Sent).Transaction;
        Assert.Null(sent.To);
        Assert.Equal(7, sent.Value);
        Assert.Equal(Specimen.EncodeDeployment(Samples.Leaf, Samples.Account), sent.Data.ToArray());
    }
}
