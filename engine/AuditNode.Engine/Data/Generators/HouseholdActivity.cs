namespace AuditNode.Engine.Data.Generators;

/// <summary>What somebody in a home does, and where and when.</summary>
/// <param name="Name">The label.</param>
/// <param name="Room">The room's place in <see cref="SensorLog.Rooms"/>, or -1 away from home.</param>
/// <param name="FirstHour">The hour from which it is likely, 0 to 24.</param>
/// <param name="LastHour">The hour until which it is likely; before <paramref name="FirstHour"/> if that is on the next day.</param>
/// <param name="Motion">The probability that the motion sensor reports something during a reading.</param>
/// <param name="Heat">How much warmer the room gets, in degrees Celsius.</param>
/// <param name="Damp">How much damper the room gets, in per cent of relative humidity.</param>
internal sealed record HouseholdActivity(string Name, int Room, double FirstHour, double LastHour, double Motion, double Heat, double Damp)
{
    public static readonly HouseholdActivity[] All =
    [
        new("sleep", 0, 22, 7, 0.05, 0.8, 4), new("wash", 1, 6, 8, 0.7, 1.5, 30), new("cook", 2, 17, 20, 0.8, 3, 15),
        new("eat", 2, 7, 9, 0.6, 0.7, 3), new("relax", 3, 18, 23, 0.3, 1.2, 3), new("work", 4, 9, 17, 0.2, 1, 2),
        new("away", -1, 8, 18, 0, 0, 0),
    ];

    /// <summary>How likely it is to be taken up at an hour, relative to others.</summary>
    public double Weight(double hour)
    {
        bool likely = FirstHour < LastHour ? hour >= FirstHour && hour < LastHour : hour >= FirstHour || hour < LastHour;
        return likely ? 1 : 0.02;
    }
}
