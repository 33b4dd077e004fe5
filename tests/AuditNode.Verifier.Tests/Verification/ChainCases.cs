using System.Numerics;
using AuditNode.Chain;
using AuditNode.Records.Operations;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>A chain, or a node that lies about one, that does not fit the trail.</summary>
internal static class ChainCases
{
    public static IEnumerable<FindingCase> All =>
    [
        new(FindingCode.JobUnknown, copy => Nowhere(copy, () => copy.Chain = copy.Chain with { Job = null })),
        new(FindingCode.ChainGap, copy =>
        {
            copy.Change(copy.BankAddress, stream => stream with { Records = [.. stream.Records.Where(record => record.Sequence != 3)] });
            return (copy.BankAddress, 3);
        }),
        new(FindingCode.ChainHead, copy =>
        {
            copy.Change(copy.HospitalAddress, stream => stream with { Stored = [.. stream.Stored.Select((hash, i) => i == 2 ? Bytes32.Zero : hash)] });
            return (copy.HospitalAddress, 2);
        }),
        new(FindingCode.ChainTransaction, copy =>
        {
            // The proof of another institution's record, under this one's name.
            copy.Change(copy.BankAddress, 1, record => record with { Transaction = record.Transaction! with { From = copy.HospitalAddress } });
            return (copy.BankAddress, 1);
        }),
        new(FindingCode.ProofKey, copy =>
        {
            KeyHistory keys = copy.Chain.Keys;
            copy.Chain = copy.Chain with { Keys = new KeyHistory(keys.Periods.Where(period => period.Key != copy.BankAddress).ToDictionary()) };
            return (copy.BankAddress, 0);
        }),
        new(FindingCode.ProofInvalid, copy =>
        {
            (AnchoredRecord anchored, AppendCall.Relation call) = Relation(copy, copy.BankAddress);
            byte[] proof = call.Proof.ToArray();
            proof[^1] ^= 1;
            copy.Change(copy.BankAddress, (long)anchored.Sequence, record => record with { Transaction = record.Transaction! with { Call = call with { Proof = proof } } });
            return (copy.BankAddress, (long)anchored.Sequence);
        }),
        new(FindingCode.ConsentMissing, copy =>
        {
            copy.Chain = copy.Chain with { Consents = [.. copy.Chain.Consents.Where(consent => consent.Institution != copy.HospitalAddress)] };
            return (copy.BankAddress, copy.First(copy.BankAddress, "decryption.released").Sequence);
        }),
        new(FindingCode.BeaconValue, copy =>
        {
            // A block of which the committing party knew the hash.
            long sequence = copy.First(copy.HospitalAddress, "noise.opened", 1).Sequence;
            copy.Forge(copy.HospitalAddress, sequence, record => record with
            {
                Parameters = new Dictionary<string, string>(record.Parameters) { ["externalReference"] = $"chain {record.ChainId} block 1" },
            });
            return (copy.HospitalAddress, sequence);
        }),
        new(FindingCode.PrivacyUncharged, copy =>
        {
            long sequence = copy.First(copy.HospitalAddress, "noise.added", 2).Sequence;
            copy.Chain = copy.Chain with { Charges = [.. copy.Chain.Charges!.Where(charge => charge.Owner != copy.HospitalAddress || charge.Sequence != (ulong)sequence)] };
            return (copy.HospitalAddress, sequence);
        }),
        new(FindingCode.PrivacyAmount, copy => Charge(copy, charge => charge with { RhoUnits = charge.RhoUnits - 1 })),
        new(FindingCode.PrivacyLate, copy => Charge(copy, charge => charge with { Place = charge.Place with { Block = copy.Chain.Head.Number } })),
        new(FindingCode.PrivacyUnrecorded, copy =>
        {
            copy.Chain = copy.Chain with { Charges = [.. copy.Chain.Charges!, copy.Chain.Charges![0] with { Owner = copy.BankAddress, Sequence = 0 }] };
            return (copy.BankAddress, 0);
        }),
        new(FindingCode.PrivacyUnchecked, copy => Nowhere(copy, () => copy.Chain = copy.Chain with { Charges = null })),
        new(FindingCode.SpecificationChain, copy => Nowhere(copy, () => copy.Chain = copy.Chain with
        {
            Job = copy.Chain.Job!.Value with { Spec = copy.Chain.Job.Value.Spec with { Rounds = 3 } },
        })),
        new(FindingCode.ResultDiffers, copy =>
        {
            copy.Chain = copy.Chain with { Job = copy.Chain.Job!.Value with { ResultHash = Keccak256.HashData("other centroids"u8) } };
            return (copy.BankAddress, copy.First(copy.BankAddress, "centroids.updated", 2).Sequence);
        }),
        new(FindingCode.RecordUnanchored, copy => Nowhere(copy, () => copy.Truncate(copy.BankAddress, 5))),
        new(FindingCode.StreamAbsent, copy => Nowhere(copy, () => copy.Request = copy.Request with { Archives = [copy.Hospital] })),
        new(FindingCode.PrivacyOverspent, copy =>
        {
            // Both rounds at the whole budget: each is within it, together they are not.
            BigInteger rho = copy.Chain.Job!.Value.Spec.Rho;
            foreach (int round in (int[])[1, 2])
            {
                copy.Forge(copy.BankAddress, copy.First(copy.BankAddress, "decryption.released", round).Sequence, record => record with
                {
                    Privacy = new RecordPrivacy("discrete-gaussian", (UInt128)rho, 1e-5),
                });
            }

            return (copy.BankAddress, copy.First(copy.BankAddress, "decryption.released", 2).Sequence);
        }),
    ];

    public static (Address, long)? Nowhere(TrailCopy copy, Action spoil)
    {
        _ = copy;
        spoil();
        return null;
    }

    private static (Address, long)? Charge(TrailCopy copy, Func<ChainCharge, ChainCharge> change)
    {
        ulong sequence = (ulong)copy.First(copy.BankAddress, "decryption.released", 1).Sequence;
        copy.Chain = copy.Chain with
        {
            Charges = [.. copy.Chain.Charges!.Select(charge => charge.Owner == copy.BankAddress && charge.Sequence == sequence ? change(charge) : charge)],
        };
        return (copy.BankAddress, (long)sequence);
    }

    private static (AnchoredRecord Anchored, AppendCall.Relation Call) Relation(TrailCopy copy, Address institution)
    {
        AnchoredRecord anchored = copy.Chain.StreamOf(institution)!.Records.First(record => record.Transaction!.Call is AppendCall.Relation);
        return (anchored, (AppendCall.Relation)anchored.Transaction!.Call!);
    }
}
