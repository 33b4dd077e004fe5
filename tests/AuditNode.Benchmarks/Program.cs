using System.Diagnostics;
using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
void Bench(string name, CkksParameters ps) {
  Console.WriteLine($"{name}: {ps.Rlwe}");
  var c = new CkksContext(ps);
  var kg = new KeyGenerator(c.Rlwe);
  long t0=Stopwatch.GetTimestamp();
  var rk = kg.CreateRelinearizationKey(); Console.WriteLine($"rk {Stopwatch.GetElapsedTime(t0).TotalMilliseconds:F1} ms, {rk.Key.ByteCount/1e6:F1} MB");
  var gk = kg.CreateRotationKeys([1]); var pk = kg.CreatePublicKey();
  var enc = new CkksEncoder(c); var e = new Encryptor(c, pk); var ev = new Evaluator(c); var d = new Decryptor(c, kg.SecretKey);
  var v = new double[c.SlotCount]; for (int i=0;i<v.Length;i++) v[i]=((i*37)%1000)/1000.0-0.5;
  using var pt = new Plaintext(c); enc.Encode(v, pt);
  var ct = e.Encrypt(pt); var r = new Ciphertext(c);
  double T(Action a){ for(int i=0;i<10;i++) a(); var l=new List<double>(); for(int i=0;i<25;i++){ long t=Stopwatch.GetTimestamp(); a(); l.Add(Stopwatch.GetElapsedTime(t).TotalMilliseconds);} l.Sort(); return l[12]; }
  void Err(Ciphertext x, Func<int,double> f){ using var p = d.Decrypt(x); var o=new double[v.Length]; enc.Decode(p,o); double m=0; for(int i=0;i<o.Length;i++) m=Math.Max(m,Math.Abs(o[i]-f(i))); Console.WriteLine($"   err {m:E2}"); }
  Console.WriteLine($"encode {T(()=>enc.Encode(v,pt)):F3}"); Console.WriteLine($"encrypt {T(()=>e.Encrypt(pt,ct)):F3}"); Err(ct,i=>v[i]);
  Console.WriteLine($"mult {T(()=>ev.Multiply(ct,ct,r)):F3}"); 
  var r2=new Ciphertext(c); Console.WriteLine($"relin {T(()=>ev.Relinearize(r,rk,r2)):F3}"); Err(r2,i=>v[i]*v[i]);
  var r3=new Ciphertext(c); Console.WriteLine($"rescale {T(()=>ev.Rescale(r2,r3)):F3}"); Err(r3,i=>v[i]*v[i]);
  Console.WriteLine($"m+r+r {T(()=>ev.MultiplyRelinearizeRescale(ct,ct,rk,r)):F3}"); Err(r,i=>v[i]*v[i]);
  Console.WriteLine($"rotate {T(()=>ev.Rotate(ct,1,gk,r)):F3}"); Err(r,i=>v[(i+1)%v.Length]);
}
Bench("A", CkksParameters.Create(32768, 45, 32, 16));
Bench("B", CkksParameters.Create(32768, 45, 32, 8));
Bench("C", CkksParameters.Create(16384, 45, 34, 8));
