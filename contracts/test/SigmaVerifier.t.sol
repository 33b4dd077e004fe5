// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P, Q} from "../src/Bn254.sol";
import "../src/SigmaErrors.sol";
import {Assertions} from "./support/Assertions.sol";
import {TestProver} from "./support/TestProver.sol";
import {Verifiers} from "./support/Verifiers.sol";

contract SigmaVerifierTest is Assertions {
    bytes private constant TAG = "schnorr-CMPT-with-sigma-proofs_Keccak256_BN254";
    uint256 private constant SECRET = 0x5ec4e7;

    Verifiers private _verifiers;
    uint256 private _x;
    uint256 private _y;

    function setUp() public {
        _verifiers = Verifiers(deploy("Verifiers", ""));
        (_x, _y) = TestProver.publicKey(SECRET);
    }

    function testFuzz_ProofOfKnowledgeIsAccepted(bytes calldata tag, uint256 secret, uint256 nonce) public view {
        secret = bound(secret, 1, Q - 1);
        nonce = bound(nonce, 1, Q - 1);
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        TestProver.Proof memory proof = TestProver.prove(tag, secret, nonce);
        _verifiers.requireKnowledge(_verifiers.session(tag), x, y, proof.challenge, proof.response);
    }

    function testFuzz_SessionIsTheSqueezeOfTheTag(bytes calldata tag) public view {
        assertEq(_verifiers.session(tag), TestProver.sessionId(tag), "session");
    }

    function testFuzz_AnyBitFlipIsRejected(uint256 nonce, uint256 bit) public view {
        TestProver.Proof memory proof = TestProver.prove(TAG, SECRET, bound(nonce, 1, Q - 1));
        bit = bound(bit, 0, 511);
        if (bit < 256) proof.challenge ^= 1 << bit;
        else proof.response ^= 1 << (bit - 256);
        _assertRejected(TestProver.sessionId(TAG), _x, _y, proof);
    }

    function testFuzz_AnyOtherSessionIsRejected(bytes32 session) public view {
        vm.assume(session != TestProver.sessionId(TAG));
        _assertRejected(session, _x, _y, TestProver.prove(TAG, SECRET, 7));
    }

    function testFuzz_AnyOtherKeyIsRejected(uint256 secret) public view {
        secret = bound(secret, 1, Q - 1);
        vm.assume(secret != SECRET);
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        _assertRejected(TestProver.sessionId(TAG), x, y, TestProver.prove(TAG, SECRET, 7));
    }

    function test_NegatedKeyIsRejected() public view {
        _assertRejected(TestProver.sessionId(TAG), _x, P - _y, TestProver.prove(TAG, SECRET, 7));
    }

    function test_ZeroChallengeIsRejected() public {
        _assertRefused(_x, _y, 0, 1, abi.encodePacked(ZeroChallenge.selector));
    }

    function test_Attack20_ScalarPlusOrderIsRejected() public {
        TestProver.Proof memory proof = TestProver.prove(TAG, SECRET, 7);
        // 2^256 / q is above 5: a scalar has up to five such twins, all equal to the precompile.
        for (uint256 k = 1; k < 5; ++k) {
            uint256 c = proof.challenge + k * Q;
            _assertRefused(_x, _y, c, proof.response, abi.encodeWithSelector(ScalarOutOfRange.selector, c));
            uint256 s = proof.response + k * Q;
            _assertRefused(_x, _y, proof.challenge, s, abi.encodeWithSelector(ScalarOutOfRange.selector, s));
        }
        _assertRefused(_x, _y, Q, 1, abi.encodeWithSelector(ScalarOutOfRange.selector, Q));
        _assertRefused(_x, _y, 1, Q, abi.encodeWithSelector(ScalarOutOfRange.selector, Q));
    }

    function test_Attack21_IdentityKeyIsRejected() public {
        // With X at infinity T = s * G, so anybody could make c and s for it.
        (uint256 tx_, uint256 ty) = TestProver.publicKey(7);
        bytes memory absorbed = abi.encodePacked(TestProver.discreteLogarithm(0, 0), tx_, ty);
        uint256 c = TestProver.challenge(TestProver.sessionId(TAG), absorbed);
        _assertRefused(0, 0, c, 7, abi.encodePacked(IdentityPoint.selector));
    }

    function test_Attack21_PointOffTheCurveIsRejected() public {
        _assertRefused(1, 3, 1, 1, abi.encodeWithSelector(PointNotOnCurve.selector, 1, 3));
        _assertRefused(_x, _y + 1, 1, 1, abi.encodeWithSelector(PointNotOnCurve.selector, _x, _y + 1));
    }

    function test_Attack21_CoordinateFromTheFieldPrimeOnIsRejected() public {
        _assertRefused(P, _y, 1, 1, abi.encodeWithSelector(CoordinateOutOfRange.selector, P));
        _assertRefused(_x, P, 1, 1, abi.encodeWithSelector(CoordinateOutOfRange.selector, P));
        // The same point in another notation.
        _assertRefused(P + 1, 2, 1, 1, abi.encodeWithSelector(CoordinateOutOfRange.selector, P + 1));
        _assertRefused(1, P + 2, 1, 1, abi.encodeWithSelector(CoordinateOutOfRange.selector, P + 2));
    }

    function test_Attack21_IdentityCommitmentIsRejected() public {
        // s = c * x makes T infinity for any c.
        _assertRefused(_x, _y, 5, mulmod(5, SECRET, Q), abi.encodeWithSelector(IdentityCommitment.selector, 0));
        // Also with the challenge that infinity would give.
        bytes memory absorbed = abi.encodePacked(TestProver.discreteLogarithm(_x, _y), uint256(0), uint256(0));
        uint256 c = TestProver.challenge(TestProver.sessionId(TAG), absorbed);
        _assertRefused(_x, _y, c, mulmod(c, SECRET, Q), abi.encodeWithSelector(IdentityCommitment.selector, 0));
    }

    function test_Attack16_ChallengeOverAnotherStatementIsRejected() public {
        // Frozen heart: c does not depend on X. Then X = (s * G - T) / c passes the equation for a T and s chosen first.
        (uint256 tx_, uint256 ty) = TestProver.publicKey(7);
        uint256 c = TestProver.challenge(TestProver.sessionId(TAG), abi.encodePacked(tx_, ty));
        uint256 derived = _derive(5, 7, c);
        (uint256 x, uint256 y) = TestProver.publicKey(mulmod(addmod(5, Q - 7, Q), _inverse(c), Q));
        _assertRefused(x, y, c, 5, abi.encodeWithSelector(ChallengeMismatch.selector, c, derived));
    }

    function test_TooLittleGasIsNoVerdict() public view {
        TestProver.Proof memory proof = TestProver.prove(TAG, SECRET, 7);
        bytes memory input =
            abi.encodeCall(Verifiers.requireKnowledge, (TestProver.sessionId(TAG), _x, _y, proof.challenge, proof.response));
        bool enough;
        bool seen;
        for (uint256 gas = 2_000; gas < 20_000; gas += 50) {
            (bool done, bytes memory out) = address(_verifiers).staticcall{gas: gas}(input);
            if (done) {
                enough = true;
                continue;
            }
            assertTrue(!enough, "more gas never turns acceptance into refusal");
            // Either the call itself ran out of gas, or it says which precompile did.
            if (out.length == 0) continue;
            seen = true;
            bool named = keccak256(out) == keccak256(abi.encodeWithSelector(PrecompileFailed.selector, 7))
                || keccak256(out) == keccak256(abi.encodeWithSelector(PrecompileFailed.selector, 6));
            assertTrue(named, "the precompile is named");
        }
        assertTrue(enough && seen, "both happen");
    }

    function test_MissingPrecompileIsNoProof() public {
        // A chain without the precompile answers a call of an empty account with success and nothing.
        vm.mockCall(address(7), "", "");
        bytes memory reason = abi.encodeWithSelector(PrecompileFailed.selector, 7);
        assertRefused(address(this), address(_verifiers), abi.encodeCall(Verifiers.multiply, (1, 2, 3)), reason);
        vm.clearMockedCalls();
        vm.mockCall(address(6), "", "");
        reason = abi.encodeWithSelector(PrecompileFailed.selector, 6);
        assertRefused(address(this), address(_verifiers), abi.encodeCall(Verifiers.add, (1, 2, 1, 2)), reason);
    }

    /// The challenge that a verifier derives when T is `nonce` * G and X is (s - nonce) / c * G.
    function _derive(uint256 s, uint256 nonce, uint256 c) private view returns (uint256) {
        (uint256 x, uint256 y) = TestProver.publicKey(mulmod(addmod(s, Q - nonce, Q), _inverse(c), Q));
        (uint256 tx_, uint256 ty) = TestProver.publicKey(nonce);
        bytes memory absorbed = abi.encodePacked(TestProver.discreteLogarithm(x, y), tx_, ty);
        return TestProver.challenge(TestProver.sessionId(TAG), absorbed);
    }

    /// 1 / k mod q by Fermat.
    function _inverse(uint256 k) private pure returns (uint256 inverse) {
        inverse = 1;
        for (uint256 e = Q - 2; e != 0; e >>= 1) {
            if (e & 1 == 1) inverse = mulmod(inverse, k, Q);
            k = mulmod(k, k, Q);
        }
    }

    function _assertRefused(uint256 x, uint256 y, uint256 c, uint256 s, bytes memory reason) private {
        bytes memory input = abi.encodeCall(Verifiers.requireKnowledge, (TestProver.sessionId(TAG), x, y, c, s));
        assertRefused(address(this), address(_verifiers), input, reason);
    }

    function _assertRejected(bytes32 session, uint256 x, uint256 y, TestProver.Proof memory proof) private view {
        try _verifiers.requireKnowledge(session, x, y, proof.challenge, proof.response) {
            revert Not("rejected");
        } catch (bytes memory reason) {
            bytes4 selector = bytes4(reason);
            assertTrue(
                selector == ChallengeMismatch.selector || selector == ScalarOutOfRange.selector
                    || selector == ZeroChallenge.selector || selector == IdentityCommitment.selector,
                "a verdict"
            );
        }
    }
}
