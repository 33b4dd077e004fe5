using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Records;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Records.Relations;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Replay;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>Archives that were changed, or forged by somebody who could also write to the chain.</summary>
internal static class ArchiveCases
{
    public static IEnumerable<FindingCase> All =>
    [
        new(FindingCode.ArchiveFile, copy => ChainCases.Nowhere(copy, () => File.WriteAllText(Path.Combine(copy.Bank, "jobs", "notes.txt"), "hello"))),
        new(FindingCode.ArchiveUnreadable, copy => ChainCases.Nowhere(copy, () => File.CreateSymbolicLink(Path.Combine(copy.Bank, "jobs", "link"), "/etc"))),
        new(FindingCode.RecordMissing, copy =>
        {
            File.Delete(copy.RecordFile(copy.BankAddress, 4));
            return (copy.BankAddress, 4);
        }),
        new(FindingCode.RecordHash, copy =>
        {
            // Swapped records: both have hashes, each in the other one's place.
            byte[] four = File.ReadAllBytes(copy.RecordFile(copy.HospitalAddress, 4));
            File.Copy(copy.RecordFile(copy.HospitalAddress, 5), copy.RecordFile(copy.HospitalAddress, 4), overwrite: true);
            File.WriteAllBytes(copy.RecordFile(copy.HospitalAddress, 5), four);
            return (copy.HospitalAddress, 4);
        }),
        new(FindingCode.RecordFormat, copy =>
        {
            copy.Forge(copy.BankAddress, 3, [.. File.ReadAllBytes(copy.RecordFile(copy.BankAddress, 3)), (byte)'\n']);
            return (copy.BankAddress, 3);
        }),
        new(FindingCode.RecordPlace, copy =>
        {
            copy.Forge(copy.BankAddress, 3, File.ReadAllBytes(copy.RecordFile(copy.BankAddress, 4)));
            return (copy.BankAddress, 3);
        }),
        new(FindingCode.RecordPrevious, copy =>
        {
            // A record rewritten and hashed anew: the record behind it names the old one.
            copy.Forge(copy.HospitalAddress, 3, record => record with { Salt = Bytes32.Zero });
            return (copy.HospitalAddress, 4);
        }),
        new(FindingCode.RecordConflict, copy =>
        {
            copy.Truncate(copy.BankAddress, 6);
            string other = copy.RecordFile(copy.BankAddress, 6).Replace(copy.Bank, copy.Hospital, StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(other)!);
            File.WriteAllBytes(other, (copy.Read(copy.BankAddress, 6) with { Salt = Bytes32.Zero }).ToBytes());
            return (copy.BankAddress, 6);
        }),
        new(FindingCode.RecordForeign, copy =>
        {
            File.Copy(copy.RecordFile(copy.BankAddress, 3), copy.RecordFile(copy.BankAddress, 999_999));
            return (copy.BankAddress, 999_999);
        }),
        new(FindingCode.SpecificationAbsent, copy => ChainCases.Nowhere(copy, () =>
        {
            File.Delete(copy.SpecificationFile(copy.BankAddress));
            File.Delete(copy.SpecificationFile(copy.HospitalAddress));
        })),
        new(FindingCode.SpecificationHash, copy => ChainCases.Nowhere(copy, () => Rewrite(copy, [copy.BankAddress], specification => specification with { Rounds = 3 }))),
        new(FindingCode.SpecificationFormat, copy => ChainCases.Nowhere(copy, () =>
        {
            byte[] bytes = [.. File.ReadAllBytes(copy.SpecificationFile(copy.BankAddress)), (byte)'\n'];
            foreach (Address institution in (Address[])[copy.BankAddress, copy.HospitalAddress]) File.WriteAllBytes(copy.SpecificationFile(institution), bytes);
            copy.Chain = copy.Chain with { Job = copy.Chain.Job!.Value with { Spec = copy.Chain.Job.Value.Spec with { SpecHash = JobSpecification.HashOf(bytes) } } };
        })),
        new(FindingCode.ArtifactMissing, copy =>
        {
            OperationRecord record = copy.First(copy.HospitalAddress, "sums.evaluated", 1);
            File.Delete(copy.ArtifactFile(copy.HospitalAddress, record.Outputs[0].Sha256));
            return (copy.HospitalAddress, record.Sequence);
        }),
        new(FindingCode.ArtifactDamaged, copy =>
        {
            // Replaced by another artifact, intact but for its name.
            OperationRecord record = copy.First(copy.HospitalAddress, "sums.evaluated", 1);
            OperationRecord later = copy.First(copy.HospitalAddress, "sums.evaluated", 2);
            File.Copy(copy.ArtifactFile(copy.HospitalAddress, later.Outputs[0].Sha256), copy.ArtifactFile(copy.HospitalAddress, record.Outputs[0].Sha256), overwrite: true);
            return (copy.HospitalAddress, record.Sequence);
        }),
        new(FindingCode.ArtifactLength, copy =>
        {
            OperationRecord record = copy.First(copy.HospitalAddress, "sums.evaluated", 1);
            copy.Forge(copy.HospitalAddress, record.Sequence, old => old with { Outputs = [old.Outputs[0] with { ByteCount = 1 }] });
            return (copy.HospitalAddress, record.Sequence);
        }),
        new(FindingCode.ArtifactManifest, copy =>
        {
            OperationRecord record = copy.First(copy.HospitalAddress, "sums.evaluated", 1);
            ArtifactReference list = copy.Put(copy.HospitalAddress, ArtifactManifest.InputsName, "no list"u8.ToArray());
            copy.Forge(copy.HospitalAddress, record.Sequence, old => old with { Inputs = [list] });
            return (copy.HospitalAddress, record.Sequence);
        }),
        new(FindingCode.RelationStatement, copy =>
        {
            // A record that commits to other numbers than those whose openings were proven.
            OperationRecord first = copy.First(copy.BankAddress, "decryption.released", 1), second = copy.First(copy.BankAddress, "decryption.released", 2);
            copy.Forge(copy.BankAddress, first.Sequence, record => record with { Commitments = second.Commitments });
            return (copy.BankAddress, first.Sequence);
        }),
        new(FindingCode.RelationProof, copy =>
        {
            // Another institution's proof.
            ArtifactReference other = copy.First(copy.HospitalAddress, "dataset.committed").Outputs.Single(output => output.Name == RelationProof.ArtifactName);
            File.Copy(copy.ArtifactFile(copy.HospitalAddress, other.Sha256), Prepare(copy.ArtifactFile(copy.BankAddress, other.Sha256)));
            long sequence = copy.First(copy.BankAddress, "dataset.committed").Sequence;
            copy.Forge(copy.BankAddress, sequence, record => record with { Outputs = [other] });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.RelationAbsent, copy =>
        {
            long sequence = copy.First(copy.BankAddress, "dataset.committed").Sequence;
            copy.Forge(copy.BankAddress, sequence, record => record with { Outputs = [] });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.RecordsDiffer, copy =>
        {
            long sequence = copy.First(copy.BankAddress, "dataset.committed").Sequence;
            copy.Forge(copy.BankAddress, sequence, record => record with
            {
                Parameters = new Dictionary<string, string>(record.Parameters) { ["alignment"] = new string('a', 64) },
            });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.OrderKind, copy =>
        {
            long sequence = copy.First(copy.HospitalAddress, "sums.evaluated", 2).Sequence;
            copy.Forge(copy.HospitalAddress, sequence, record => record with { Round = 1 });
            return (copy.HospitalAddress, sequence);
        }),
        new(FindingCode.MessageUnnamed, copy =>
        {
            // The integers are named, and not the bytes that were sent.
            long sequence = copy.First(copy.BankAddress, "decryption.released", 1).Sequence;
            copy.Forge(copy.BankAddress, sequence, record => record with { Outputs = [.. record.Outputs.Where(output => output.Name != "release")] });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.MessageUnanswered, copy =>
        {
            OperationRecord sent = copy.First(copy.BankAddress, "ciphertexts.sent");
            copy.Forge(copy.HospitalAddress, Answer(copy, sent), record => record with { Kind = "something.else" });
            return (copy.BankAddress, sent.Sequence);
        }),
        new(FindingCode.MessageInvented, copy =>
        {
            long sequence = copy.First(copy.BankAddress, "ciphertexts.received").Sequence;
            copy.Forge(copy.BankAddress, sequence, record => record with { Counterparty = record.Counterparty! with { RecordHash = Bytes32.Zero } });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.MessageDiffers, copy =>
        {
            // The receiver says that it got something else.
            long sequence = copy.First(copy.BankAddress, "ciphertexts.received").Sequence;
            ArtifactReference other = copy.Put(copy.BankAddress, "sums.masked", "something else"u8.ToArray());
            copy.Forge(copy.BankAddress, sequence, record => record with { Inputs = [other] });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.MessageRepeated, copy =>
        {
            OperationRecord first = copy.First(copy.BankAddress, "ciphertexts.received", 1);
            long sequence = copy.First(copy.BankAddress, "ciphertexts.received", 2).Sequence;
            copy.Forge(copy.BankAddress, sequence, record => record with { Inputs = first.Inputs, Counterparty = first.Counterparty });
            return (copy.BankAddress, sequence);
        }),
        new(FindingCode.ReplayDifferent, copy => Replayed(copy, centroids =>
        {
            long[] values = centroids.FixedPoint.ToArray();
            values[0] ^= 1;
            return new Centroids(centroids.ClusterCount, centroids.FeatureCount, values).ToBytes();
        })),
        new(FindingCode.ReplayUnusable, copy => Replayed(copy, null)),
    ];

    /// <summary>Gives a record of new centroids other ones, or none, and asks for a replay.</summary>
    private static (Address, long)? Replayed(TrailCopy copy, Func<Centroids, byte[]>? change)
    {
        OperationRecord record = copy.First(copy.BankAddress, "centroids.updated", 2);
        string file = copy.ArtifactFile(copy.BankAddress, record.Outputs[0].Sha256);
        byte[] other = change?.Invoke(Centroids.FromBytes(File.ReadAllBytes(file))) ?? "no centroids"u8.ToArray();
        ArtifactReference reference = copy.Put(copy.BankAddress, "centroids", other);
        copy.Forge(copy.BankAddress, record.Sequence, old => change is null ? old with { Inputs = [reference, .. old.Inputs.Skip(1)] } : old with { Outputs = [reference, .. old.Outputs.Skip(1)] });
        copy.Request = copy.Request with { Replay = ReplayPlan.Full };
        return (copy.BankAddress, record.Sequence);
    }

    private static long Answer(TrailCopy copy, OperationRecord sent) =>
        Enumerable.Range(0, copy.Chain.StreamOf(copy.HospitalAddress)!.Records.Count).First(i => copy.Read(copy.HospitalAddress, i).Counterparty?.RecordHash == sent.Hash);

    private static void Rewrite(TrailCopy copy, Address[] institutions, Func<JobSpecification, JobSpecification> change)
    {
        foreach (Address institution in institutions)
            File.WriteAllBytes(copy.SpecificationFile(institution), change(JobSpecification.Parse(File.ReadAllBytes(copy.SpecificationFile(institution)))).ToBytes());
    }

    private static string Prepare(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
