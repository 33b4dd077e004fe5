using System.Diagnostics;
using AuditNode.Ckks.Ring;
foreach (var set in new[]{InstructionSet.Vector512, InstructionSet.Vector256, InstructionSet.Portable})
foreach (int n in new[]{16384,32768})
foreach (int bits in new[]{34,50}) {
  var b = new RnsBasis(n, NttPrimes.Descending(n,bits,1,[]), set);
  using var p = new RnsPolynomial(b,1);
  var r=new ulong[n]; for(int i=0;i<n;i++) r[i]=(ulong)i*7919%b[0].Value; p.SetLimb(0,r);
  double T(Action a){ for(int i=0;i<300;i++) a(); var l=new List<double>(); for(int i=0;i<300;i++){ long t=Stopwatch.GetTimestamp(); a(); l.Add(Stopwatch.GetElapsedTime(t).TotalMicroseconds);} l.Sort(); return l[150]; }
  Console.WriteLine($"{set} N={n} bits={bits} fwd {T(()=>p.ToNtt()):F1} us  inv {T(()=>p.ToCoefficients()):F1} us");
}
