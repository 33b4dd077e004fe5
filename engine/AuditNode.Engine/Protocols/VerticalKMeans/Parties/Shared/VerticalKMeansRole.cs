using System.Globalization;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What the roles of vertical k-means have in common.</summary>
/// <typeparam name="TState">Immutable state of the role.</typeparam>
internal abstract partial class VerticalKMeansRole<TState> : PartyMachine<TState>
    where TState : class
{
    protected VerticalKMeansRole(JobRuntime runtime, string name, PartyRole role, PartyInput input, PartyServices services, PartyOptions? options)
        : base(name, runtime.Job.Parties.Select(p => p.Name).Where(n => n != name), (runtime.Job.Id, runtime.Digest), services)
    {
        JobParty self = runtime.Job.PartyNamed(name);
        if (self.Role != role) throw new InvalidJobException(nameof(VerticalKMeansJob.Parties), $"{name} has the role {self.Role} in job {runtime.Job.Id}, not {role}.");
        Runtime = runtime;
        Input = input;
        Options = options ?? new PartyOptions();
        Times = Options.Times ?? new PhaseTimes(services.Clock);
        PartyInputCheck.Require(runtime.Job, self, input);
    }

    protected JobRuntime Runtime { get; }

    protected VerticalKMeansJob Job => Runtime.Job;

    protected EvaluationPlan Plan => Runtime.Plan;

    protected PartyInput Input { get; }

    protected PartyOptions Options { get; }

    protected PhaseTimes Times { get; }

    /// <summary>Consents to the job, and charges it to the data set's budget before anything leaves.</summary>
    protected async ValueTask<(IReadOnlyList<OutgoingMessage> Messages, IReadOnlyList<Operation> Operations)> ConsentAsync(
        BeaconState beacon, CancellationToken cancellationToken)
    {
        if (Job.NoiseMode != NoiseMode.None) Input.Budget?.Charge(Job.Rho, Job.Id);
        bool assignment = Job.AssignmentReceivers.Count > 0;
        ReadOnlyMemory<byte> anchor = beacon.Anchors.GetValueOrDefault(Name);
        byte[] body = new AgreementBody(assignment && Input.AgreesToAssignment, Plan.Parameters.Rlwe.Fingerprint.ToArray(), anchor, Input.Identifiers).ToBytes();
        Artifact job = await StoreAsync(ArtifactName.Job, Runtime.Bytes, cancellationToken).ConfigureAwait(false);
        Artifact agreement = await StoreAsync(ArtifactName.Agreement, body, cancellationToken).ConfigureAwait(false);
        Operation consented = Operation(OperationKind.JobConsented, 0, [], [job, agreement],
            ("epsilon", Number(Job.Epsilon)), ("delta", Number(Job.Delta)), ("rho", Job.Rho.ToString()), ("noise", Job.NoiseMode.ToString()), ("assignment", assignment ? string.Join(",", Job.AssignmentReceivers) : "none"));
        Operation committed = Operation(OperationKind.DatasetCommitted, 0, [], [],
            ("records", Number(Job.Records)), ("columns", Number(Input.Columns.Count)));
        List<Operation> operations = [consented, committed];
        if (Job.OpensNoise)
        {
            Artifact stored = await StoreAsync(ArtifactName.BeaconAnchor, anchor, cancellationToken).ConfigureAwait(false);
            operations.Add(Operation(OperationKind.BeaconCommitted, 0, [], [stored], ("rounds", Number(Job.MaximumRounds))));
        }

        return ([.. Peers.Select(p => new OutgoingMessage(p, MessageKind.JobAgreed, 0, 0, body))], operations);
    }

    /// <summary>Checks another party's consent, and holds it to its contributions.</summary>
    protected async ValueTask<(Agreements Agreed, BeaconState Beacon, Operation Received)> CheckConsentAsync(
        Message message, Agreements agreed, BeaconState beacon, CancellationToken cancellationToken)
    {
        if (agreed.Contains(message.From)) throw new UnexpectedMessageException(message.Envelope, "the party agreed before.");
        AgreementBody body = AgreementBody.Read(message.Body.Span, Job);
        if (!body.Parameters.Span.SequenceEqual(Plan.Parameters.Rlwe.Fingerprint))
            throw new JobMismatchException(message.Envelope, "the party computed other encryption parameters from the job; run the same version at all parties.");
        if (Job.AssignmentReceivers.Count > 0 && !body.AgreesToAssignment)
            throw new JobMismatchException(message.Envelope, "the party does not agree to the assignment of records; agree on a job without receivers of an assignment.");
        // Whoever compares all of them finds what two others differ in, also where it brings no columns itself: the key holder, before it makes keys.
        if (agreed.FindOther(Job, message.From, body.Identifiers) is { } other) throw new RecordsDifferException(message.Envelope, other);
        return (agreed.With(message.From, body.Identifiers), beacon.With(message.From, body.Anchor), await ReceivedAsync(ArtifactName.Agreement, message, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Runs a parser of a message's body, whose refusals become those of the message.</summary>
    protected static T Parse<T>(Message message, Func<ReadOnlyMemory<byte>, T> parser)
    {
        try
        {
            return parser(message.Body);
        }
        catch (Exception e) when (e is SerializationException or EvaluationException or OperandMismatchException or RlweParameterException)
        {
            throw new MalformedMessageException(message.Envelope, e.Message, e);
        }
    }

    /// <summary>An operation that the machine will number.</summary>
    protected Operation Operation(
        string kind, int round, IReadOnlyList<Artifact> inputs, IReadOnlyList<Artifact> outputs, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in parameters) values[name] = value;
        DateTimeOffset now = Services.Clock.GetUtcNow();
        return new Operation(0, kind, round, inputs, outputs, values, now, now);
    }

    /// <summary>A message whose body no other operation of its receiver names.</summary>
    protected async ValueTask<Operation> ReceivedAsync(string artifact, Message message, CancellationToken cancellationToken)
    {
        Artifact body = await StoreAsync(artifact, message.Body, cancellationToken).ConfigureAwait(false);
        return Operation(OperationKind.MessageReceived, message.Round, [body], []) with { Counterparty = message.From };
    }

    /// <summary>Centroids and what they were computed from.</summary>
    protected async ValueTask<IReadOnlyList<Operation>> UpdateOperationsAsync(
        RoundHistory before, RoundHistory after, Artifact released, CancellationToken cancellationToken)
    {
        Artifact previous = await StoreAsync(ArtifactName.Centroids, before.Current.ToBytes(), cancellationToken).ConfigureAwait(false);
        Artifact next = await StoreAsync(ArtifactName.Centroids, after.Current.ToBytes(), cancellationToken).ConfigureAwait(false);
        return
        [
            Operation(OperationKind.CentroidsUpdated, after.Rounds, [previous, released], [next], ("smallestCount", Runtime.Update.SmallestCount.ToString(CultureInfo.InvariantCulture))),
            Operation(OperationKind.ConvergenceChecked, after.Rounds, [previous, next], [],
                ("threshold", Number(Job.MovementThreshold)), ("moved", Number(after.Current.LargestMove(before.Current))), ("final", after.IsComplete(Job) ? "true" : "false")),
        ];
    }

    /// <summary>The party's encrypted columns for the computing party, a message each batch.</summary>
    protected async ValueTask<(IReadOnlyList<OutgoingMessage> Messages, IReadOnlyList<Operation> Operations)> SendFeaturesAsync(
        byte[][] encrypted, CancellationToken cancellationToken)
    {
        string computing = Job.ComputingParty.Name;
        int batches = Plan.Layout.BatchCount, first = Job.FirstFeature(Name) * batches;
        var operations = new List<Operation>();
        for (int i = 0; i < encrypted.Length; i++)
        {
            Artifact artifact = await StoreAsync(ArtifactName.Feature((first + i) / batches, (first + i) % batches), encrypted[i], cancellationToken).ConfigureAwait(false);
            operations.Add(Operation(OperationKind.CiphertextsSent, 0, [], [artifact]) with { Counterparty = computing });
        }

        return ([.. encrypted.Select((e, i) => new OutgoingMessage(computing, MessageKind.FeaturesEncrypted, 0, first + i, e))], operations);
    }

    /// <summary>The last centroids for every data party.</summary>
    protected async ValueTask<(IReadOnlyList<OutgoingMessage> Messages, IReadOnlyList<Operation> Operations)> ReleaseResultAsync(
        RoundHistory rounds, CancellationToken cancellationToken)
    {
        byte[] body = new ResultBody(rounds.Rounds, rounds.Converged, rounds.Current).ToBytes();
        Artifact centroids = await StoreAsync(ArtifactName.Centroids, rounds.Current.ToBytes(), cancellationToken).ConfigureAwait(false);
        Artifact result = await StoreAsync(ArtifactName.Result, body, cancellationToken).ConfigureAwait(false);
        string[] receivers = [.. Job.Parties.Where(p => p.Role == PartyRole.DataParty).Select(p => p.Name)];
        return (
            [.. receivers.Select(r => new OutgoingMessage(r, MessageKind.ResultReleased, rounds.Rounds, 0, body))],
            [.. receivers.Select(r => Operation(OperationKind.ResultReleased, rounds.Rounds, [], [centroids, result]) with { Counterparty = r })]);
    }

    /// <summary>Takes the assignment that the key holder releases: a byte for each record.</summary>
    protected async ValueTask<Artifact> StoreAssignmentAsync(Message message, CancellationToken cancellationToken)
    {
        if (message.Body.Length != Job.Records)
            throw new MalformedMessageException(message.Envelope, $"it has the clusters of {message.Body.Length} records, not of {Job.Records}.");
        int wrong = message.Body.Span.IndexOfAnyExceptInRange((byte)0, (byte)(Job.ClusterCount - 1));
        if (wrong >= 0) throw new MalformedMessageException(message.Envelope, $"record {wrong} is in cluster {message.Body.Span[wrong]}; there are 0 to {Job.ClusterCount - 1}.");
        return await StoreAsync(ArtifactName.Assignment, message.Body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a stored assignment.</summary>
    protected async ValueTask<int[]?> ReadAssignmentAsync(StoredBlob assignment, CancellationToken cancellationToken)
    {
        if (assignment.IsNone) return null;
        ReadOnlyMemory<byte> bytes = await Services.Blobs.GetAsync(assignment.Sha256, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(bytes.ToArray(), cluster => (int)cluster);
    }

    protected PrivacyCost? RoundCost() =>
        Job.NoiseMode == NoiseMode.None ? null : new PrivacyCost("discrete-gaussian", Job.RoundRho, NeighbouringRelation.ReplaceOne);

    protected void Report(string phase, int round, double fraction) => Options.Progress?.Report(new ProtocolProgress(Name, phase, round, fraction));

    protected static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
