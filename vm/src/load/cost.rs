//! Virtual cycles per operation.
//!
//! Figures for an RP2040 at 125 MHz, in round numbers from the ratios between statements that real
//! firmware shows; a table per board takes their place once boards are calibrated one by one.

use crate::code::Op;

/// The cycles that `op` takes by itself; natives that it calls add their own.
pub fn cycles(op: Op) -> u16 {
    match op.first() {
        Op::LoadConst
        | Op::LoadInt
        | Op::LoadStr
        | Op::LoadNone
        | Op::LoadTrue
        | Op::LoadFalse
        | Op::LoadNull
        | Op::LoadFast
        | Op::StoreFast
        | Op::DupTop
        | Op::DupTopTwo
        | Op::PopTop
        | Op::RotTwo
        | Op::RotThree
        | Op::SetupWith
        | Op::SetupExcept
        | Op::SetupFinally
        | Op::LoadBuildClass => 50,
        Op::Jump | Op::PopJumpIfTrue | Op::PopJumpIfFalse => 90,
        Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop | Op::PopExceptJump | Op::UnwindJump => 90,
        Op::LoadDeref | Op::StoreDeref | Op::DeleteFast | Op::DeleteDeref => 70,
        Op::LoadName | Op::LoadGlobal | Op::StoreName | Op::StoreGlobal => 150,
        Op::DeleteName | Op::DeleteGlobal => 150,
        Op::LoadAttr | Op::LoadMethod | Op::StoreAttr | Op::LoadSuperMethod => 220,
        Op::LoadSubscr | Op::StoreSubscr => 200,
        Op::Unary => 90,
        Op::Binary => 140,
        Op::GetIter | Op::GetIterStack => 250,
        Op::ForIter => 160,
        Op::BuildTuple | Op::BuildList | Op::BuildMap | Op::BuildSet | Op::BuildSlice => 500,
        Op::StoreMap | Op::StoreComp => 200,
        Op::UnpackSequence | Op::UnpackEx => 250,
        Op::MakeFunction | Op::MakeFunctionDefargs => 500,
        Op::MakeClosure | Op::MakeClosureDefargs => 600,
        Op::CallFunction | Op::CallMethod => 700,
        Op::CallFunctionVarKw | Op::CallMethodVarKw => 1500,
        Op::ReturnValue => 250,
        Op::RaiseLast | Op::RaiseObj | Op::RaiseFrom | Op::EndFinally => 600,
        Op::YieldValue | Op::YieldFrom => 500,
        Op::WithEnter | Op::WithExit => 900,
        Op::WithExitDone => 50,
        Op::ImportName | Op::ImportFrom | Op::ImportStar => 2000,
        // `first` gives none of the fused operations.
        _ => 0,
    }
}
