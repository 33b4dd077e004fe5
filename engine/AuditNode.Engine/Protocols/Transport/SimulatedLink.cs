using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols;

/// <summary>
/// One direction of a connection in virtual time: a message waits until the ones before it have left, takes its bytes' time at the
/// bandwidth, and arrives a delay later. Lost packets are sent again one round trip later, and those lost again another one. Nothing of a
/// transport protocol's congestion control is modelled. Not safe for concurrent use.
/// </summary>
internal sealed class SimulatedLink(NetworkProfile profile, ReadOnlyMemory<byte> seed, string name) : IDisposable
{
    private const int PacketBytes = 1460;

    // Ethernet, IP and TCP headers of a packet.
    private const int HeaderBytes = 78;

    private readonly RandomStream _jitter = new(seed.Span, $"AuditNode.Engine/link/{name}");
    private double _free;

    /// <summary>When a message that is sent at a time has arrived, in milliseconds of virtual time.</summary>
    public double Send(double time, long bytes)
    {
        double packets = Math.Max(1, Math.Ceiling((double)bytes / PacketBytes));
        double loss = profile.LossPercent / 100, sent = packets / (1 - loss);
        _free = Math.Max(time, _free) + (bytes + HeaderBytes * packets) * (sent / packets) * 8 / (profile.BandwidthMbps * 1000);
        double arrival = _free + profile.DelayMilliseconds + profile.JitterMilliseconds * NextSymmetric();
        for (double lost = packets * loss; lost >= 0.5; lost *= loss) arrival += 2 * profile.DelayMilliseconds;
        return arrival;
    }

    public void Dispose() => _jitter.Dispose();

    /// <summary>Uniform from -1 to 1.</summary>
    private double NextSymmetric()
    {
        Span<byte> bytes = stackalloc byte[8];
        _jitter.Fill(bytes);
        return Math.ScaleB(BinaryPrimitives.ReadInt64LittleEndian(bytes), -63);
    }
}
