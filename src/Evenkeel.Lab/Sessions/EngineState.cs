namespace Evenkeel.Lab.Sessions;

/// <summary>Where the engine has a task.</summary>
internal enum EngineState
{
    Idle,
    Sleeping,
    Ready,
    Running,
    Ended,
}
