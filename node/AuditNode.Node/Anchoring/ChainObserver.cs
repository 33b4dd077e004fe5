using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Contracts;

namespace AuditNode.Node.Anchoring;

/// <summary>Looks at the chain's head, and keeps in words how the chain behaves. Safe for use by several threads.</summary>
internal sealed class ChainObserver(EthereumClient client, AnchoringOptions options)
{
    private readonly Lock _guard = new();
    private (ChainState State, DateTimeOffset Since, string? Reason) _state = (ChainState.Unknown, options.Clock.GetUtcNow(), null);
    private (ulong Number, Bytes32 Hash)? _head;
    private long _headSince;

    /// <summary>How the chain behaves, since when, and why it is not working.</summary>
    public (ChainState State, DateTimeOffset Since, string? Reason) State
    {
        get
        {
            lock (_guard) return _state;
        }
    }

    /// <summary>The newest block that was seen.</summary>
    public ulong? Head
    {
        get
        {
            lock (_guard) return _head?.Number;
        }
    }

    /// <summary>Looks at the head.</summary>
    /// <returns>Its number, and whether it is another block than at the last look.</returns>
    /// <exception cref="RpcException">The node cannot be reached, or answers with an error.</exception>
    /// <exception cref="ChainSilentException">It does not answer in time.</exception>
    public async Task<(ulong Number, bool IsNew)> LookAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.AnswerWithin);
        try
        {
            Block head = await client.GetBlockAsync(BlockTag.Latest, limit.Token)
                ?? throw new ChainSilentException(client.Rpc.Endpoint, "has no newest block");
            lock (_guard)
            {
                bool isNew = _head != (head.Number, head.Hash);
                if (isNew) (_head, _headSince) = ((head.Number, head.Hash), options.Clock.GetTimestamp());
                return (head.Number, isNew);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChainSilentException(client.Rpc.Endpoint, $"did not answer within {options.AnswerWithin.TotalSeconds:0.#} s");
        }
    }

    /// <summary>Takes note that all that was asked of the chain was done.</summary>
    /// <param name="isWaiting">Whether transactions wait for a block.</param>
    public void Worked(bool isWaiting)
    {
        lock (_guard)
        {
            if (isWaiting && options.Clock.GetElapsedTime(_headSince) >= options.StallAfter)
                Set(ChainState.Stalled, $"There was no block after {_head?.Number} for {options.StallAfter.TotalSeconds:0} s. Records wait; look at the validators.");
            else
                Set(ChainState.Working, null);
        }
    }

    /// <summary>Takes note of a failure that waiting may cure.</summary>
    /// <returns>False where it is no failure of the chain.</returns>
    public bool Failed(Exception failure)
    {
        (ChainState State, string Remedy)? found = failure switch
        {
            RpcException or ChainSilentException => (ChainState.Unreachable, "Records wait; look at the chain's node."),
            WrongChainException or ContractNotFoundException => (ChainState.WrongChain, "Correct the address of the node, or of the contracts."),
            TransactionRejectedException or FeeCapException => (ChainState.Refusing, "Records wait; see to the account."),
            _ => null,
        };
        if (found is not { } known) return false;
        lock (_guard) Set(known.State, $"{failure.Message.TrimEnd('.')}. {known.Remedy}");
        return true;
    }

    private void Set(ChainState state, string? reason) =>
        _state = (state, state == _state.State ? _state.Since : options.Clock.GetUtcNow(), reason);
}
