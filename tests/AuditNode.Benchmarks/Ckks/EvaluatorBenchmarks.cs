using BenchmarkDotNet.Attributes;

namespace AuditNode.Benchmarks.Ckks;

/// <summary>The evaluator's operations; the memory diagnoser shows that none allocates.</summary>
[MemoryDiagnoser]
public class EvaluatorBenchmarks
{
    private CkksWorkload _workload = null!;

    [ParamsSource(nameof(Shapes))]
    public (int Degree, int Limbs, int ScaleBits) Shape { get; set; }

    public static IEnumerable<(int Degree, int Limbs, int ScaleBits)> Shapes => [(32768, 17, 32), (32768, 9, 32), (16384, 9, 34)];

    [GlobalSetup]
    public void Setup() => _workload = new CkksWorkload(Shape.Degree, Shape.Limbs, Shape.ScaleBits);

    [GlobalCleanup]
    public void Cleanup() => _workload.Dispose();

    [Benchmark]
    public void Add() => _workload.Add();

    [Benchmark]
    public void Multiply() => _workload.Multiply();

    [Benchmark]
    public void MultiplyRelinearizeRescale() => _workload.MultiplyRelinearizeRescale();

    [Benchmark]
    public void Rescale() => _workload.Rescale();

    [Benchmark]
    public void Rotate() => _workload.Rotate();

    [Benchmark]
    public void Encode() => _workload.Encode();

    [Benchmark]
    public void Encrypt() => _workload.Encrypt();
}
