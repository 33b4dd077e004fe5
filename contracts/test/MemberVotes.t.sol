// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InstitutionRegistry} from "../src/InstitutionRegistry.sol";
import {MemberVotes} from "../src/MemberVotes.sol";
import {Roles} from "../src/Roles.sol";
import {Consortium} from "./support/Consortium.sol";

contract MemberVotesTest is Consortium {
    function test_FoundersAreMembers() public view {
        assertTrue(registry.hasRole(ALICE, Roles.VALIDATOR | Roles.AUDITOR), "Alice");
        assertTrue(!registry.hasRole(BOB, Roles.AUDITOR), "Bob does not audit");
        assertTrue(!registry.hasRole(BOB, Roles.VALIDATOR | Roles.AUDITOR), "every role of a mask is needed");
        assertTrue(!registry.hasRole(BOB, 0), "no role is no role");
        assertTrue(!registry.hasRole(MALLORY, Roles.WORKER), "an outsider has no role");
        assertEq(registry.validatorCount(), 3, "validators");
        assertEq(registry.epoch(), 3, "epoch");
        assertEq(registry.memberCount(), 3, "members");
        address[] memory page = registry.members(1, 10);
        assertEq(page.length, 2, "page");
        assertEq(page[0], BOB, "second member");
        assertEq(registry.members(0, 2).length, 2, "limit");
        assertEq(registry.members(3, 1).length, 0, "beyond the end");
    }

    function test_FoundingRules() public {
        address[] memory founders = new address[](2);
        uint8[] memory roles = new uint8[](2);
        (founders[0], founders[1]) = (ALICE, ALICE);
        (roles[0], roles[1]) = (2, 1);
        _assertNotFounded(founders, roles, abi.encodeWithSelector(MemberVotes.AlreadyMember.selector, ALICE, 2));
        founders[1] = address(0);
        _assertNotFounded(founders, roles, abi.encodeWithSelector(MemberVotes.InvalidAddress.selector, address(0)));
        founders[1] = BOB;
        roles[1] = 0;
        _assertNotFounded(founders, roles, abi.encodeWithSelector(MemberVotes.InvalidRoles.selector, 0));
        roles[1] = 16;
        _assertNotFounded(founders, roles, abi.encodeWithSelector(MemberVotes.InvalidRoles.selector, 16));
        roles[1] = 2;
        _assertNotFounded(founders, roles, abi.encodeWithSelector(MemberVotes.LastValidator.selector, address(0)));
        _assertNotFounded(founders, new uint8[](1), abi.encodeWithSelector(MemberVotes.FounderRoles.selector, 2, 1));
    }

    function test_MajorityAdmits() public {
        vm.prank(ALICE);
        uint256 id = registry.proposeAdmission(MALLORY, Roles.REGULATOR);
        assertTrue(!registry.hasRole(MALLORY, Roles.REGULATOR), "one vote of three is no majority");
        assertTrue(registry.hasVoted(id, ALICE) && !registry.hasVoted(id, BOB), "who voted");
        vm.prank(BOB);
        registry.vote(id);
        assertTrue(registry.hasRole(MALLORY, Roles.REGULATOR), "two votes of three are");
        assertTrue(registry.proposal(id).passed, "passed");
        assertEq(registry.epoch(), 4, "epoch");
        assertEq(registry.members(3, 1)[0], MALLORY, "listed");
        assertEq(registry.proposalCount(), 1, "proposals");
    }

    function test_HalfOfTheValidatorsAreNoMajority() public {
        _removeCarol();
        vm.prank(ALICE);
        registry.proposeAdmission(MALLORY, 2);
        assertTrue(!registry.hasRole(MALLORY, 2), "one vote of two");
    }

    function test_OnlyValidatorsProposeAndVote() public {
        bytes memory reason = abi.encodeWithSelector(MemberVotes.NotValidator.selector, MALLORY);
        assertRefused(MALLORY, address(registry), abi.encodeCall(MemberVotes.proposeAdmission, (MALLORY, 1)), reason);
        assertRefused(MALLORY, address(registry), abi.encodeCall(MemberVotes.proposeRemoval, (ALICE)), reason);
        assertRefused(MALLORY, address(registry), abi.encodeCall(MemberVotes.proposeRoles, (ALICE, 1)), reason);
        assertRefused(MALLORY, address(registry), abi.encodeCall(MemberVotes.vote, (0)), reason);
    }

    function test_ProposalsAreChecked() public {
        _assertRefused(
            abi.encodeCall(MemberVotes.proposeAdmission, (BOB, 2)),
            abi.encodeWithSelector(MemberVotes.AlreadyMember.selector, BOB, FOUNDER_ROLES)
        );
        _assertRefused(
            abi.encodeCall(MemberVotes.proposeAdmission, (address(0), 2)),
            abi.encodeWithSelector(MemberVotes.InvalidAddress.selector, address(0))
        );
        _assertRefused(
            abi.encodeCall(MemberVotes.proposeAdmission, (MALLORY, 16)),
            abi.encodeWithSelector(MemberVotes.InvalidRoles.selector, 16)
        );
        bytes memory noMember = abi.encodeWithSelector(MemberVotes.NotMember.selector, MALLORY);
        _assertRefused(abi.encodeCall(MemberVotes.proposeRemoval, (MALLORY)), noMember);
        _assertRefused(abi.encodeCall(MemberVotes.proposeRoles, (MALLORY, 2)), noMember);
        uint8[3] memory wrong = [0, 16, FOUNDER_ROLES];
        for (uint256 i = 0; i < 3; ++i) {
            _assertRefused(
                abi.encodeCall(MemberVotes.proposeRoles, (BOB, wrong[i])),
                abi.encodeWithSelector(MemberVotes.InvalidRoles.selector, wrong[i])
            );
        }
    }

    function test_DoubleVoteIsRejected() public {
        vm.prank(ALICE);
        uint256 id = registry.proposeRemoval(CAROL);
        _assertRefused(
            abi.encodeCall(MemberVotes.vote, (id)), abi.encodeWithSelector(MemberVotes.AlreadyVoted.selector, id, ALICE)
        );
    }

    function test_UnknownAndPassedProposalsAreRejected() public {
        bytes memory unknown = abi.encodeWithSelector(MemberVotes.UnknownProposal.selector, 0);
        _assertRefused(abi.encodeCall(MemberVotes.vote, (0)), unknown);
        _assertRefused(abi.encodeCall(MemberVotes.proposal, (0)), unknown);
        _removeCarol();
        _assertRefused(
            abi.encodeCall(MemberVotes.vote, (0)), abi.encodeWithSelector(MemberVotes.ProposalPassed.selector, 0)
        );
    }

    function test_MembershipChangeVoidsOpenVotes() public {
        vm.prank(BOB);
        uint256 open = registry.proposeAdmission(MALLORY, 2);
        _removeCarol();
        _assertRefused(
            abi.encodeCall(MemberVotes.vote, (open)),
            abi.encodeWithSelector(MemberVotes.StaleEpoch.selector, open, 3, 4)
        );
    }

    function test_ProposalExpires() public {
        vm.prank(BOB);
        uint256 id = registry.proposeAdmission(MALLORY, 2);
        uint256 deadline = block.timestamp + 30 days;
        vm.warp(deadline + 1);
        _assertRefused(
            abi.encodeCall(MemberVotes.vote, (id)),
            abi.encodeWithSelector(MemberVotes.ProposalExpired.selector, id, deadline, deadline + 1)
        );
        vm.warp(deadline);
        vm.prank(ALICE);
        registry.vote(id);
        assertTrue(registry.hasRole(MALLORY, 2), "the deadline itself is in time");
    }

    function test_LastValidatorStays() public {
        _removeCarol();
        vm.prank(ALICE);
        uint256 id = registry.proposeRoles(BOB, Roles.WORKER);
        vm.prank(BOB);
        registry.vote(id);
        assertEq(registry.validatorCount(), 1, "one left");
        bytes memory reason = abi.encodeWithSelector(MemberVotes.LastValidator.selector, ALICE);
        _assertRefused(abi.encodeCall(MemberVotes.proposeRemoval, (ALICE)), reason);
        _assertRefused(abi.encodeCall(MemberVotes.proposeRoles, (ALICE, Roles.WORKER)), reason);
        vm.prank(ALICE);
        registry.proposeRoles(ALICE, Roles.VALIDATOR);
        assertTrue(!registry.hasRole(ALICE, Roles.WORKER), "one of one is a majority");
    }

    function test_RemovalRetiresTheKeyAndReadmissionDoesNotRestoreIt() public {
        registerKeys();
        _removeCarol();
        InstitutionRegistry.Institution memory carol = registry.institution(CAROL);
        assertTrue(!carol.active && carol.keyX == 0 && carol.keyVersion == 1, "removed");
        assertEq(registry.provenKey(CAROL), 0, "no key");
        vm.prank(ALICE);
        uint256 id = registry.proposeAdmission(CAROL, FOUNDER_ROLES);
        vm.prank(BOB);
        registry.vote(id);
        assertTrue(registry.hasRole(CAROL, FOUNDER_ROLES), "readmitted");
        assertEq(registry.provenKey(CAROL), 0, "the old key stays retired");
        assertEq(registry.memberCount(), 3, "listed once");
    }

    function _removeCarol() private {
        vm.prank(ALICE);
        uint256 id = registry.proposeRemoval(CAROL);
        vm.prank(BOB);
        registry.vote(id);
    }

    /// Alice's call is refused.
    function _assertRefused(bytes memory input, bytes memory reason) private {
        assertRefused(ALICE, address(registry), input, reason);
    }

    function _assertNotFounded(address[] memory founders, uint8[] memory roles, bytes memory reason) private {
        try this.found(founders, roles) {
            revert Not("the constructor refuses");
        } catch (bytes memory out) {
            assertEq(keccak256(out), keccak256(reason), "reason");
        }
    }

    function found(address[] calldata founders, uint8[] calldata roles) external {
        deploy("InstitutionRegistry", abi.encode(founders, roles));
    }
}
