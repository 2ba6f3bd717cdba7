using Evenkeel.Tests.Shared;

namespace Evenkeel.Formats.Tests.Torch;

/// <summary>A test that needs PyTorch, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute() => Skip = Python.HasPyTorch ? null! : "Missing: Python with PyTorch, which loads the files that are written. On Debian: 'apt-get install python3-torch', then './test' again.";
}
