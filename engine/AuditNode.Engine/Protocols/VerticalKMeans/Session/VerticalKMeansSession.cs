using System.Collections.Concurrent;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Runs all parties of a job in one process, each over its own end of an in-process network.</summary>
public static class VerticalKMeansSession
{
    /// <summary>Runs a job to its end.</summary>
    /// <param name="job">What the parties agreed on.</param>
    /// <param name="inputs">What each party brings, by its name.</param>
    /// <param name="options">How to run it, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run early; with stores of its own it can be taken up again.</param>
    /// <exception cref="InvalidJobException">The job or an input is refused; nothing was sent.</exception>
    /// <exception cref="ProtocolException">A party cannot go on.</exception>
    /// <exception cref="Privacy.PrivacyBudgetExceededException">A party's budget does not cover the job; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<VerticalKMeansResult> RunAsync(
        VerticalKMeansJob job,
        IReadOnlyDictionary<string, PartyInput> inputs,
        VerticalKMeansOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(new JobRuntime(job), inputs, options ?? new VerticalKMeansOptions(), _ => NoiseSource.Entropy, cancellationToken);

    internal static async Task<VerticalKMeansResult> RunAsync(
        JobRuntime runtime,
        IReadOnlyDictionary<string, PartyInput> inputs,
        VerticalKMeansOptions options,
        Func<string, NoiseSource> noise,
        CancellationToken cancellationToken = default)
    {
        VerticalKMeansJob job = runtime.Job;
        var times = new PhaseTimes(options.Clock);
        var parties = new List<IVerticalKMeansParty>();
        InProcessNetwork network = options.Network ?? new InProcessNetwork(job.Parties.Select(p => p.Name));
        try
        {
            foreach (JobParty party in job.Parties)
            {
                PartyInput input = inputs.GetValueOrDefault(party.Name) ?? throw new InvalidJobException(nameof(inputs), $"{party.Name} brings nothing; give an input for each party.");
                var services = new PartyServices(
                    options.BlobStores?.Invoke(party.Name) ?? new MemoryBlobStore(),
                    options.CheckpointStores?.Invoke(party.Name) ?? new MemoryCheckpointStore(),
                    options.OperationLogs?.Invoke(party.Name) ?? NullOperationLog.Instance,
                    options.Clock)
                {
                    Beacon = options.Beacons?.Invoke(party.Name) ?? NullBeacon.Instance,
                };
                var own = new PartyOptions
                {
                    MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, Progress = options.Progress, Noise = noise(party.Name), Times = times,
                };
                parties.Add(VerticalKMeansParty.Create(runtime, party.Name, input, services, own));
            }

            await RunPartiesAsync(parties, network, cancellationToken).ConfigureAwait(false);
            return await ResultAsync(runtime, parties, network, times, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (IVerticalKMeansParty party in parties) party.Dispose();
            if (options.Network is null) network.Dispose();
        }
    }

    /// <summary>Runs all parties until the last is finished; the failure of one ends the others, and is the one that is thrown.</summary>
    private static async Task RunPartiesAsync(IEnumerable<IVerticalKMeansParty> parties, InProcessNetwork network, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failures = new ConcurrentQueue<Exception>();
        await Task.WhenAll(parties.Select(party => Task.Run(
            async () =>
            {
                try
                {
                    await PartyRunner.RunAsync(party, network.Connect(party.Name), refused: null, failed.Token).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                    await failed.CancelAsync().ConfigureAwait(false);
                }
            },
            CancellationToken.None))).ConfigureAwait(false);
        if (failures.TryDequeue(out Exception? first)) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    private static async Task<VerticalKMeansResult> ResultAsync(
        JobRuntime runtime, List<IVerticalKMeansParty> parties, InProcessNetwork network, PhaseTimes times, CancellationToken cancellationToken)
    {
        IVerticalKMeansParty computing = parties.Single(p => p.Role == PartyRole.ComputingParty), keyHolder = parties.Single(p => p.Role == PartyRole.KeyHolder);
        return new VerticalKMeansResult(
            computing.Centroids,
            computing.Released,
            runtime.Plan.Unit,
            computing.Converged,
            computing.Spent,
            network.Traffic.ByKind,
            times.Seconds,
            times.RoundSeconds,
            network.TransferTime,
            await keyHolder.ReadAssignmentAsync(cancellationToken).ConfigureAwait(false));
    }
}
