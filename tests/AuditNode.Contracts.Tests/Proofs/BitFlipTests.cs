using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts.Tests.EndToEnd;
using AuditNode.Scenarios;
using AuditNode.Zk;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;

namespace AuditNode.Contracts.Tests.Proofs;

/// <summary>
/// A proof made here is accepted by the contract, by our verifier and by the one in JavaScript; with any single bit changed, of the proof, the key, or
/// of anything it is bound to, all three refuse it.
/// </summary>
[Collection(AnvilCollection.Name)]
public sealed class BitFlipTests(AnvilFixture fixture)
{
    // In this order in the bytes that are flipped; lengths in bytes. Sequence and chain id have 8 bytes in our API.
    private static readonly (string Name, int Length)[] s_fields =
    [
        ("proof", 64), ("key", 64), ("chainId", 8), ("ledger", 20), ("jobId", 32), ("institution", 20), ("sequence", 8), ("previousHash", 32), ("recordHash", 32),
    ];

    [Fact]
    public async Task Attack18_EverySingleBitFlipIsRefusedByAllThreeVerifiers()
    {
        Consortium consortium = fixture.Consortium;
        var stream = new RecordStream(consortium.Hospital, await consortium.ConsentedJobAsync());
        await Institution.FinalAsync(stream.SendAsync());
        Bytes32 hash = stream.NewRecordHash();
        byte[] original =
        [
            .. AttributionProof.Prove(consortium.Hospital.ProofKey, stream.Context(1, hash)), .. consortium.Hospital.ProofKey.PublicKey.ToBytes(),
            .. BigEndian(consortium.ChainId), .. consortium.Contracts.Ledger.Address.ToArray(), .. stream.JobId.ToArray(), .. consortium.Hospital.Address.ToArray(),
            .. BigEndian(1), .. stream.PreviousHash(1).ToArray(), .. hash.ToArray(),
        ];
        using JavaScriptVerifier javaScript = await JavaScriptVerifier.StartAsync();
        var statement = new Statement(original);
        Assert.True(statement.Ours());
        Assert.True(await javaScript.VerifyAsync(statement.Request()));
        Assert.True(await statement.ContractAsync(consortium.Contracts.Ledger));

        var accepted = new List<string>();
        foreach (Statement[] some in Flips(original).Chunk(64))
        {
            Task<bool>[] contract = [.. some.Select(flipped => flipped.ContractAsync(consortium.Contracts.Ledger))];
            for (int i = 0; i < some.Length; i++)
            {
                if (some[i].Ours()) accepted.Add($"ours: {some[i].Flip}");
                if (await javaScript.VerifyAsync(some[i].Request())) accepted.Add($"JavaScript: {some[i].Flip}");
                if (await contract[i]) accepted.Add($"contract: {some[i].Flip}");
            }
        }

        Assert.Empty(accepted);
    }

    [Fact]
    public async Task EveryBitFlipOfTheCalldataIsRefusedByTheLedgerItself()
    {
        Consortium consortium = fixture.Consortium;
        var stream = new RecordStream(consortium.Hospital, await consortium.ConsentedJobAsync());
        await Institution.FinalAsync(stream.SendAsync());
        Bytes32 hash = stream.NewRecordHash();
        var (challenge, response) = Institution.Split(AttributionProof.Prove(consortium.Hospital.ProofKey, stream.Context(1, hash)));
        byte[] calldata = AuditLedger.EncodeAppend(stream.JobId, 1, hash, consortium.Hospital.PublicKey.Y, challenge, response);
        Assert.True(await AcceptsAsync(calldata));
        var accepted = new List<int>();
        foreach (int[] bits in Enumerable.Range(32, (8 * calldata.Length) - 32).Chunk(64))
        {
            bool[] results = await Task.WhenAll(bits.Select(bit => AcceptsAsync(Flipped(calldata, bit))));
            accepted.AddRange(bits.Where((_, i) => results[i]));
        }

        Assert.Empty(accepted);

        async Task<bool> AcceptsAsync(byte[] data)
        {
            try
            {
                await consortium.Hospital.Client.CallAsync(new CallRequest { From = consortium.Hospital.Address, To = consortium.Contracts.Ledger.Address, Data = data });
                return true;
            }
            catch (ContractRevertedException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task ARelationIsAcceptedByAllThreeAndNotWithABitChanged()
    {
        Consortium consortium = fixture.Consortium;
        var stream = new RecordStream(consortium.Hospital, await consortium.ConsentedJobAsync());
        Bytes32 hash = stream.NewRecordHash();
        using var committed = new CommittedValue(consortium.Hospital.ProofKey, 1234);
        RelationContext context = stream.RelationContext(0, hash);
        byte[] instance = committed.Relation.Builder.Build().AsEncoded().ToArray();
        byte[] proof = RelationRecordProof.Prove(consortium.Hospital.ProofKey, context, committed.Relation, committed.Witness);
        using JavaScriptVerifier javaScript = await JavaScriptVerifier.StartAsync();
        Assert.Equal((true, true, true), await VerifyAsync(instance, proof));
        var accepted = new List<string>();
        for (int bit = 0; bit < 8 * (instance.Length + proof.Length); bit += 5)
        {
            int start = 8 * instance.Length;
            var (ours, other, contract) = bit < start
                ? await VerifyAsync(Flipped(instance, bit), proof)
                : await VerifyAsync(instance, Flipped(proof, bit - start));
            if (ours || other || contract) accepted.Add($"bit {bit}: ours {ours}, JavaScript {other}, contract {contract}");
        }

        Assert.Empty(accepted);

        async Task<(bool Ours, bool JavaScript, bool Contract)> VerifyAsync(byte[] instanceBytes, byte[] proofBytes)
        {
            byte[] key = consortium.Hospital.ProofKey.PublicKey.ToBytes();
            bool ours = Zk.Relations.LinearRelation<Bn254>.TryRead(instanceBytes, out var relation)
                && RelationRecordProof.Verify(context, consortium.Hospital.ProofKey.PublicKey, relation, proofBytes) == VerificationResult.Accepted;
            bool other = await javaScript.VerifyAsync(new
            {
                kind = "relation", publicKey = HexData.Encode(key), instance = HexData.Encode(instanceBytes), proof = HexData.Encode(proofBytes),
                context = new
                {
                    chainId = consortium.ChainId, ledger = consortium.Contracts.Ledger.Address.ToString(), jobId = stream.JobId.ToString(),
                    institution = consortium.Hospital.Address.ToString(), sequence = 0, previousHash = stream.PreviousHash(0).ToString(), recordHash = hash.ToString(),
                },
            });
            bool contract;
            try
            {
                await consortium.Contracts.Ledger.CallAppendRelationAsync(consortium.Hospital.Address, stream.JobId, 0, hash, instanceBytes, proofBytes);
                contract = true;
            }
            catch (ContractRevertedException)
            {
                contract = false;
            }

            return (ours, other, contract);
        }
    }

    private static IEnumerable<Statement> Flips(byte[] original)
    {
        for (int bit = 0; bit < 8 * original.Length; bit++) yield return new Statement(Flipped(original, bit)) { Flip = Describe(bit) };
    }

    private static string Describe(int bit)
    {
        int start = 0;
        foreach (var (name, length) in s_fields)
        {
            if (bit < 8 * (start + length)) return $"bit {bit - (8 * start)} of {name}";
            start += length;
        }

        throw new ArgumentOutOfRangeException(nameof(bit));
    }

    private static byte[] Flipped(byte[] original, int bit)
    {
        byte[] flipped = [.. original];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static byte[] BigEndian(ulong value)
    {
        byte[] bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>A claim that a proof belongs to a key and a context, put to each verifier.</summary>
    private sealed class Statement(byte[] bytes)
    {
        public string Flip { get; init; } = "nothing";

        public bool Ours()
        {
            try
            {
                return GroupElement<Bn254>.TryRead(Field("key"), out GroupElement<Bn254> key)
                    && AttributionProof.Verify(
                        new RecordContext(Number("chainId"), Field("ledger"), Field("jobId"), Field("institution"), Number("sequence"), Field("previousHash"), Field("recordHash")),
                        key, Field("proof")) == VerificationResult.Accepted;
            }
            catch (ProofParameterException)
            {
                return false; // a sequence that no ledger reaches
            }
        }

        public object Request() => new
        {
            kind = "record",
            publicKey = Hex("key"),
            proof = Hex("proof"),
            context = new
            {
                chainId = Number("chainId").ToString(), ledger = Hex("ledger"), jobId = Hex("jobId"), institution = Hex("institution"),
                sequence = Number("sequence").ToString(), previousHash = Hex("previousHash"), recordHash = Hex("recordHash"),
            },
        };

        public Task<bool> ContractAsync(AuditLedger ledger) => ledger.VerifyAttributionAsync(
            Number("chainId"), Address.FromBytes(Field("ledger")), Bytes32.FromBytes(Field("jobId")), Address.FromBytes(Field("institution")), Number("sequence"),
            Bytes32.FromBytes(Field("previousHash")), Bytes32.FromBytes(Field("recordHash")), Unsigned(Field("key")[..32]), Unsigned(Field("key")[32..]),
            Unsigned(Field("proof")[..32]), Unsigned(Field("proof")[32..]));

        private static BigInteger Unsigned(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

        private ulong Number(string name) => (ulong)Unsigned(Field(name));

        private string Hex(string name) => HexData.Encode(Field(name));

        private ReadOnlySpan<byte> Field(string name)
        {
            int start = 0;
            foreach (var (field, length) in s_fields)
            {
                if (field == name) return bytes.AsSpan(start, length);
                start += length;
            }

            throw new ArgumentException(name, nameof(name));
        }
    }
}
