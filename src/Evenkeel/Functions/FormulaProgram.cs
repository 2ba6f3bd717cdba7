namespace Evenkeel.Functions;

/// <summary>A formula as instructions in postfix order: evaluation needs no recursion, however a formula is nested.</summary>
internal sealed class FormulaProgram
{
    private readonly FormulaInstruction[] instructions;
    private readonly int deepest;

    /// <summary>Makes a program of instructions that leave one value.</summary>
    public FormulaProgram(FormulaInstruction[] instructions)
    {
        this.instructions = instructions;
        int depth = 0;
        foreach (FormulaInstruction instruction in instructions)
        {
            depth += 1 - instruction.Operands;
            deepest = Math.Max(deepest, depth);
        }
    }

    /// <summary>The steps, each after those whose values it takes.</summary>
    public ReadOnlySpan<FormulaInstruction> Instructions => instructions;

    /// <summary>Its value at x.</summary>
    public double Value(double x)
    {
        Span<double> stack = stackalloc double[deepest];
        int top = -1;
        foreach (ref readonly FormulaInstruction instruction in instructions.AsSpan())
        {
            top += 1 - instruction.Operands;
            stack[top] = instruction.Operation switch
            {
                FormulaOperation.Number => instruction.Number,
                FormulaOperation.Variable => x,
                FormulaOperation.Negate => -stack[top],
                FormulaOperation.Call => instruction.Function!.Value(stack[top]),
                FormulaOperation.Add => stack[top] + stack[top + 1],
                FormulaOperation.Subtract => stack[top] - stack[top + 1],
                FormulaOperation.Multiply => stack[top] * stack[top + 1],
                FormulaOperation.Divide => stack[top] / stack[top + 1],
                FormulaOperation.Power => FormulaFunctions.Power(stack[top], stack[top + 1]),
                FormulaOperation.Min => Math.Min(stack[top], stack[top + 1]),
                FormulaOperation.Max => Math.Max(stack[top], stack[top + 1]),
                FormulaOperation.Select => double.IsNaN(stack[top]) ? double.NaN : stack[top] != 0 ? stack[top + 1] : stack[top + 2],
                _ => Holds(instruction.Operation, stack[top], stack[top + 1]),
            };
        }

        return stack[0];
    }

    /// <summary>Its slope at x, at a kink that of the left side.</summary>
    public double Slope(double x)
    {
        Span<Dual> stack = stackalloc Dual[deepest];
        int top = -1;
        foreach (ref readonly FormulaInstruction instruction in instructions.AsSpan())
        {
            top += 1 - instruction.Operands;
            stack[top] = instruction.Operation switch
            {
                FormulaOperation.Number => new(instruction.Number, 0),
                FormulaOperation.Variable => new(x, double.IsNaN(x) ? x : 1),
                FormulaOperation.Negate => -stack[top],
                FormulaOperation.Call => instruction.Function!.Of(stack[top]),
                FormulaOperation.Add => stack[top] + stack[top + 1],
                FormulaOperation.Subtract => stack[top] - stack[top + 1],
                FormulaOperation.Multiply => stack[top] * stack[top + 1],
                FormulaOperation.Divide => stack[top] / stack[top + 1],
                FormulaOperation.Power => Dual.Power(stack[top], stack[top + 1]),
                FormulaOperation.Min => Dual.Min(stack[top], stack[top + 1]),
                FormulaOperation.Max => Dual.Max(stack[top], stack[top + 1]),
                FormulaOperation.Select => Selected(stack[top], stack[top + 1], stack[top + 2]),
                _ => Compared(instruction.Operation, stack[top], stack[top + 1]),
            };
        }

        return stack[0].Slope;
    }

    /// <summary>The quantities at whose zeros the formula may not be smooth.</summary>
    public IEnumerable<FormulaProgram> KinkedQuantities()
    {
        // Where the code of each value on the stack begins; its end is where the code of the next one begins.
        List<int> starts = [];
        for (int i = 0; i < instructions.Length; i++)
        {
            FormulaInstruction instruction = instructions[i];
            int first = starts.Count - instruction.Operands;
            foreach (double kink in instruction.Function?.Kinks ?? [])
            {
                yield return new([.. instructions[starts[first]..i], new(FormulaOperation.Number, kink), new(FormulaOperation.Subtract)]);
            }

            if (instruction.Operation is >= FormulaOperation.Min and <= FormulaOperation.AtLeast)
            {
                yield return new([.. instructions[starts[first]..i], new(FormulaOperation.Subtract)]);
            }

            if (instruction.Operation is FormulaOperation.Power && !IsWholePower(instructions.AsSpan(starts[first + 1]..i)))
            {
                yield return new(instructions[starts[first]..starts[first + 1]]);
            }

            int start = instruction.Operands == 0 ? i : starts[first];
            starts.RemoveRange(first, instruction.Operands);
            starts.Add(start);
        }
    }

    private static bool IsWholePower(ReadOnlySpan<FormulaInstruction> exponent) =>
        exponent is [{ Operation: FormulaOperation.Number, Number: var power }] && power >= 0 && Math.Floor(power) == power;

    /// <summary>1 where a comparison holds, 0 where it does not, NaN where there is nothing to compare.</summary>
    private static double Holds(FormulaOperation comparison, double left, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
        {
            return double.NaN;
        }

        bool holds = comparison switch
        {
            FormulaOperation.Less => left < right,
            FormulaOperation.AtMost => left <= right,
            FormulaOperation.Greater => left > right,
            _ => left >= right,
        };
        return holds ? 1 : 0;
    }

    /// <summary>Whether a comparison holds, as a value, and whether it holds just to the left, as a slope.</summary>
    private static Dual Compared(FormulaOperation comparison, Dual left, Dual right)
    {
        double holds = Holds(comparison, left.Value, right.Value);
        return new(holds, left.Value == right.Value ? Holds(comparison, right.Slope, left.Slope) : holds);
    }

    private static Dual Selected(Dual condition, Dual yes, Dual no) => new(
        double.IsNaN(condition.Value) ? double.NaN : condition.Value != 0 ? yes.Value : no.Value,
        double.IsNaN(condition.Slope) ? double.NaN : condition.Slope != 0 ? yes.Slope : no.Slope);
}
