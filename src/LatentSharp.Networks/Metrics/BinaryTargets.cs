namespace LatentSharp;

/// <summary>Reads targets of yes and no: 0 and 1, or -1 and 1 as hinge losses have them, but not both.</summary>
internal struct BinaryTargets
{
    private bool hasZero, hasMinusOne;

    /// <summary>What was seen, as a number.</summary>
    internal double Seen
    {
        readonly get => (hasZero ? 1 : 0) + (hasMinusOne ? 2 : 0);
        set => (hasZero, hasMinusOne) = (((int)value & 1) != 0, ((int)value & 2) != 0);
    }

    /// <exception cref="BadArgumentException">It is neither, or the other kind of no was there before.</exception>
    internal bool IsTrue(float target, string name)
    {
        if (target == 1) return true;
        if (target != 0 && target != -1)
            throw new BadArgumentException(FormattableString.Invariant($"{name}: a target is {target}; targets are 0 and 1, or -1 and 1."));
        hasZero |= target == 0;
        hasMinusOne |= target == -1;
        if (hasZero && hasMinusOne)
            throw new BadArgumentException($"{name}: targets of 0 and of -1 are there; no is 0, or -1 where yes is 1, but not both.");
        return false;
    }
}
