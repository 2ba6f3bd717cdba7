using Evenkeel.Tests.Shared;

namespace Evenkeel.Lab.Tests.Questions;

/// <summary>A theory that needs PyTorch, and is skipped where there is none.</summary>
public sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    public PyTorchTheoryAttribute() => Skip = Python.HasPyTorch ? null! : "Missing: Python with PyTorch, which runs the script that is handed out. On Debian: 'apt-get install python3-torch', then './test' again.";
}
