namespace Evenkeel.Lab.Sessions;

/// <summary>How a session's slice of engine time ended.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Due">The timestamp at which it wants to go on; only for <see cref="SliceEndKind.Later"/>.</param>
internal readonly record struct SliceEnd(SliceEndKind Kind, long Due)
{
    public static SliceEnd Ready { get; } = new(SliceEndKind.Ready, 0);

    public static SliceEnd Idle { get; } = new(SliceEndKind.Idle, 0);

    public static SliceEnd Closed { get; } = new(SliceEndKind.Closed, 0);

    public static SliceEnd Later(long due) => new(SliceEndKind.Later, due);
}
