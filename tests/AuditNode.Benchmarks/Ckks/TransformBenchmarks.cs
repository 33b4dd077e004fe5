using AuditNode.Ckks.Ring;
using BenchmarkDotNet.Attributes;

namespace AuditNode.Benchmarks.Ckks;

/// <summary>One limb's transforms with each instruction set.</summary>
[MemoryDiagnoser]
public class TransformBenchmarks
{
    private RnsPolynomial _limb = null!;

    [Params(16384, 32768)]
    public int Degree { get; set; }

    [Params(34, 50)]
    public int Bits { get; set; }

    [ParamsAllValues]
    public InstructionSet Set { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var basis = new RnsBasis(Degree, NttPrimes.Descending(Degree, Bits, 1, []), Set);
        _limb = new RnsPolynomial(basis, 1);
        _limb.SetLimb(0, [.. Enumerable.Range(0, Degree).Select(i => (ulong)i * 7919 % basis[0].Value)]);
    }

    [GlobalCleanup]
    public void Cleanup() => _limb.Dispose();

    [Benchmark]
    public void Forward() => _limb.ToNtt();

    [Benchmark]
    public void Inverse() => _limb.ToCoefficients();
}
